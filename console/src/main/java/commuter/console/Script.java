package commuter.console;

import commuter.console.session.Session;
import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** Verbs without a user: one after the other, until one fails. */
final class Script {
    private final Session session;
    private final boolean keepGoing;

    /** @param keepGoing whether the rest is done even if one fails */
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

    /** Returns 0, or what the first that failed has returned. */
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
