package commuter.console;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;

/**
 * What the console runs in.
 *
 * @param environment its variables
 * @param home where the history is kept
 * @param in what is piped into it
 * @param terminal opened only if somebody types
 * @param typed whether somebody does
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
