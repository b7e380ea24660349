package commuter.text;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with the options of a command, and where the help is. Picocli by itself prints the whole help
 * behind it, and the error is out of sight. Where a subcommand is missing or unknown, the help lists them. Thread-safe.
 */
public final class ShortUsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Escaped.line(String.valueOf(problem.getMessage())));
        boolean unused = UnmatchedArgumentException.printSuggestions(problem, err);
        if (command.getSubcommands().isEmpty()) {
            err.println("--help lists the options");
        } else {
            command.usage(err);
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
