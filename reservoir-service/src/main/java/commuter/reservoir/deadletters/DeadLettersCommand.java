package commuter.reservoir.deadletters;

import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Shows the records that the reservoir could not use, sends them to their topics again, and skips one that stops"
                        + " the reservoir.%n",
        footer = "%nExit codes: 0 done, 1 Kafka failed, 2 wrong option or letter.")
public final class DeadLettersCommand {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private DeadLettersCommand() {}

    /** The command, which asks on the terminal before it changes anything. */
    public static CommandLine commandLine() {
        return commandLine(Operator::askOnTerminal);
    }

    static CommandLine commandLine(Operator operator) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand())
                .addSubcommand(new ReplayCommand(operator))
                .addSubcommand(new SkipCommand(operator))
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setExecutionExceptionHandler(DeadLettersCommand::explain);
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (problem instanceof RefusedCommandException) {
            err.println(Escaped.line(String.valueOf(problem.getMessage())));
            return REFUSED;
        }
        if (problem instanceof ProducerFencedException || problem instanceof InvalidProducerEpochException) {
            err.println(
                    "Another replay or skip was begun meanwhile, and this one ends. Call 'list' to see what was done.");
            return FAILED;
        }
        if (problem instanceof KafkaException) {
            err.println("Kafka failed: " + problem.getMessage()
                    + ". Is --bootstrap-servers right? What was done is marked: the same command does the rest.");
            return FAILED;
        }
        throw problem;
    }
}
