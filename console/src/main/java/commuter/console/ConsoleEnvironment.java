package commuter.console;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;

/**
 * The environment of the console.
 *
 * @param environment its variables
 * @param home folder of the history
 * @param in the piped input
 * @param terminal opened only if a user types
 * @param typed whether a user types
 * @param colours whether the output can be coloured
 */
public record ConsoleEnvironment(
        Map<String, String> environment,
        Path home,
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        Supplier<Terminal> terminal,
        boolean typed,
        boolean colours) {

    boolean wantsColours() {
        // https://no-color.org
        return colours && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
