package commuter.reservoir.schemaregistry;

import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code schemas}. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Prints the JSON Schemas of the topics, compares them with others, and registers them.%n",
        footer = "%nExit codes: 0 done, 1 a change breaks somebody, or the other side failed, 2 wrong option.")
public final class SchemasCommand {
    private static final int FAILED = 1;

    private SchemasCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new SchemasCommand())
                .addSubcommand(new PrintCommand())
                .addSubcommand(new CheckCommand())
                .addSubcommand(new RegisterCommand())
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setExecutionExceptionHandler(SchemasCommand::explain);
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        if (problem instanceof IOException) {
            PrintWriter err = command.getErr();
            err.println(Escaped.line(String.valueOf(problem.getMessage())));
            return FAILED;
        }
        throw problem;
    }
}
