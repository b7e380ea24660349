package commuter.console;

import commuter.console.session.Addresses;
import commuter.console.session.ConsoleException;
import commuter.console.session.Screen;
import commuter.console.session.Services;
import commuter.console.session.Session;
import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import commuter.text.StandardStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/console}. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Lists passengers, tells what happens to them, and lets it happen: verbs at a prompt, in -c, or a line"
                    + " each from the standard input. The verb help lists them.",
            "Exits with 0 when all went well, 1 when a service refused or did not answer, 2 when a verb or option was"
                    + " wrong."
        })
public final class Console implements Callable<Integer> {
    private static final String API_KEY = "COMMUTER_API_KEY";

    private final ConsoleEnvironment consoleEnvironment;

    @Option(names = "-c", paramLabel = "LINE", description = "does this and ends; can be given again")
    private List<String> script = new ArrayList<>();

    @Option(
            names = "--reservoir",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "host, host:port or URL (default: localhost, port 4000)")
    private String reservoir = "";

    @Option(names = "--spawner", paramLabel = "ADDRESS", description = "default: the reservoir's host, port 4001")
    private @Nullable String spawner;

    @Option(names = "--notifier", paramLabel = "ADDRESS", description = "default: the reservoir's host, port 8080")
    private @Nullable String notifier;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "an API key or a token; better in the environment, as " + API_KEY)
    private @Nullable String apiKey;

    @Option(names = "--json", description = "shows answers as JSON, one a line")
    private boolean json;

    @Option(names = "--keep-going", description = "does the rest of a script even if one line fails")
    private boolean keepGoing;

    @Option(names = "--history", paramLabel = "FILE", description = "default: .commuter_history in the home folder")
    private @Nullable Path history;

    Console(ConsoleEnvironment consoleEnvironment) {
        this.consoleEnvironment = consoleEnvironment;
    }

    public static void main(String[] args) {
        StandardStreams.install();
        System.exit(run(
                args,
                new ConsoleEnvironment(
                        System.getenv(),
                        Path.of(System.getProperty("user.home", ".")),
                        StandardStreams.in(),
                        StandardStreams.out(),
                        StandardStreams.err(),
                        Console::terminal,
                        Boolean.getBoolean("commuter.typed"),
                        Boolean.getBoolean("commuter.terminal"))));
    }

    /** Returns the exit status. */
    public static int run(String[] args, ConsoleEnvironment consoleEnvironment) {
        return new CommandLine(new Console(consoleEnvironment))
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setOut(consoleEnvironment.out())
                .setErr(consoleEnvironment.err())
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        try {
            Addresses addresses = Addresses.of(reservoir, spawner, notifier);
            Services services = new Services(
                    apiKey == null ? consoleEnvironment.environment().get(API_KEY) : apiKey);
            return script.isEmpty() && consoleEnvironment.typed()
                    ? type(addresses, services)
                    : read(addresses, services);
        } catch (ConsoleException e) {
            consoleEnvironment.err().println(Escaped.line("error: " + e.getMessage()));
            return LineExecutor.MISUSED;
        }
    }

    private int type(Addresses addresses, Services services) throws IOException {
        try (Terminal terminal = consoleEnvironment.terminal().get()) {
            Screen screen = new Screen(terminal.writer(), terminal.writer(), consoleEnvironment.wantsColours(), json);
            Path file = history == null ? consoleEnvironment.home().resolve(".commuter_history") : history;
            return new Shell(new Session(addresses, services, screen), terminal, file).run();
        }
    }

    private int read(Addresses addresses, Services services) {
        Screen screen =
                new Screen(consoleEnvironment.out(), consoleEnvironment.err(), consoleEnvironment.wantsColours(), json);
        Script lineExecutor = new Script(new Session(addresses, services, screen), keepGoing);
        return script.isEmpty() ? lineExecutor.run(consoleEnvironment.in()) : lineExecutor.run(script.iterator());
    }

    private static Terminal terminal() {
        try {
            return TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
