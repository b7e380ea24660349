package commuter.console;

import commuter.console.session.Session;
import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** Executes verbs without a user: one after the other, until one fails. */
final class Script {
    private final Session session;
    private final boolean keepGoing;

    /** @param keepGoing whether to continue after a failure */
    Script(Session session, boolean keepGoing) {
        this.session = session;
        this.keepGoing = keepGoing;
    }

    int run(BufferedReader reader) {
        try {
            return run(reader.lines().iterator());
        } catch (UncheckedIOException e) {
            session.screen().error("The input cannot be read: " + e.getMessage());
            return LineExecutor.FAILED;
        }
    }

    /** Returns 0, or the status of the first verb that failed. */
    int run(Iterator<String> script) {
        LineExecutor lineExecutor = new LineExecutor(session);
        int result = 0;
        while (script.hasNext() && !session.isLeft() && (result == 0 || keepGoing)) {
            int status = lineExecutor.run(script.next());
            result = result == 0 ? status : result;
        }
        return result;
    }
}
