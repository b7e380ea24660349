package commuter.spawner;

import commuter.schemas.InvalidRecordException;
import commuter.spawner.network.FeedException;
import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import commuter.text.StandardStreams;
import java.io.PrintWriter;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Commands that the jar runs from a shell instead of the service: {@code seed} and {@code demand-check}. */
final class Commands {
    private static final Set<String> NAMES = Set.of("seed", "demand-check");
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private Commands() {}

    static boolean isNamedBy(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Runs the command that the first argument names; returns its exit code. */
    static int run(String... arguments) {
        // Replaces the service's log configuration: only the command itself prints.
        System.setProperty("logback.configurationFile", "logback-command.xml");
        StandardStreams.install();
        return commandLine()
                .setOut(StandardStreams.out())
                .setErr(StandardStreams.err())
                .execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Root())
                .addSubcommand(new SeedCommand())
                .addSubcommand(new DemandCheckCommand())
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setExecutionExceptionHandler(Commands::explain);
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (problem instanceof FeedException || problem instanceof InvalidRecordException) {
            err.println(Escaped.lines(String.valueOf(problem.getMessage())));
            return REFUSED;
        }
        if (problem instanceof BindException wrong) {
            err.println(Escaped.line("The setting " + wrong.getName() + " cannot be used: " + rootCause(wrong)));
            return REFUSED;
        }
        if (problem instanceof KafkaException || problem instanceof IllegalStateException) {
            err.println("Kafka failed: " + problem.getMessage());
            return FAILED;
        }
        throw problem;
    }

    private static String rootCause(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @CommandLine.Command(name = "spawner-service")
    private static final class Root {}
}
