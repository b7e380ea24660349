package commuter.benchmarks;

import commuter.standalone.data.StartRefusedException;
import commuter.standalone.parts.PartFailedException;
import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import commuter.text.StandardStreams;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code bin/bench}. */
@Command(
        name = "bin/bench",
        version = "commuter pipeline 0.1.0",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {
            IngestCommand.class,
            LatencyCommand.class,
            OverloadCommand.class,
            ReadsCommand.class,
            FanoutCommand.class,
            SpawnCommand.class
        },
        description = "Measures the pipeline on this machine. Let nothing else run beside it.%n",
        footer = "%nExit codes: 0 measured, 1 a part failed or the results are wrong, 2 wrong option.")
public final class Bench {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private Bench() {}

    public static void main(String... arguments) {
        StandardStreams.install();
        System.exit(commandLine()
                .setOut(StandardStreams.out())
                .setErr(StandardStreams.err())
                .execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setExecutionExceptionHandler(Bench::explain);
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (problem instanceof StartRefusedException) {
            err.println(problem.getMessage());
            return REFUSED;
        }
        if (problem instanceof PartFailedException failed) {
            failed.lastLogLines().forEach(line -> err.println("  | " + Escaped.line(line)));
            err.println(failed.getMessage());
            return FAILED;
        }
        if (problem instanceof WrongResultException) {
            err.println(problem.getMessage());
            return FAILED;
        }
        throw problem;
    }
}
