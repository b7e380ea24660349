package commuter.console;

import commuter.console.session.ConsoleException;
import commuter.console.session.Session;
import commuter.console.verbs.Verbs;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Executes a line. */
final class LineExecutor {
    /** The service has refused, or could not be reached. */
    static final int FAILED = 1;

    /** The line is not a verb with valid arguments. */
    static final int MISUSED = 2;

    private final Session session;
    private final CommandLine verbs;
    private final DefaultParser parser = new DefaultParser().eofOnUnclosedQuote(true);

    LineExecutor(Session session) {
        this.session = session;
        this.verbs = Verbs.of(session);
        verbs.setParameterExceptionHandler((problem, words) -> misused(problem));
        verbs.setExecutionExceptionHandler((problem, verb, parsed) -> failed(problem));
    }

    CommandLine verbs() {
        return verbs;
    }

    /** Returns 0, or the status of a failure, which has been shown to the user. */
    int run(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return 0;
        }
        try {
            List<String> words =
                    parser.parse(text, text.length(), ParseContext.ACCEPT_LINE).words();
            return verbs.execute(words.toArray(String[]::new));
        } catch (EOFError e) {
            session.screen().error("A quotation mark is missing: " + text);
            return MISUSED;
        }
    }

    private int misused(ParameterException problem) {
        String verb = problem.getCommandLine().getCommandName();
        String guess = problem instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + unmatched.getSuggestions().get(0) + "?"
                : "";
        String help = verb.isEmpty() ? "help lists the verbs" : "help " + verb + " tells how";
        String what = oneLine(problem.getMessage()).replaceFirst("\\.$", "");
        session.screen().error(what + guess + "; " + help);
        return MISUSED;
    }

    private int failed(Exception problem) {
        session.screen()
                .error(
                        problem instanceof ConsoleException
                                ? oneLine(problem.getMessage())
                                : oneLine(problem.toString()));
        return FAILED;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
    }
}
