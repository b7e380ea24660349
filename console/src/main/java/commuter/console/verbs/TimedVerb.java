package commuter.console.verbs;

import commuter.console.session.Session;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that says when it happened in reality. */
abstract class TimedVerb extends PassengerVerb {
    private final String field;

    @Option(names = "--at", paramLabel = "INSTANT", description = "when it happened; default: now")
    private @Nullable String at;

    /**
     * @param command as in the path
     * @param field the name of the time in the service's API
     */
    TimedVerb(Session session, String command, String field) {
        super(session, command);
        this.field = field;
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = new HashMap<>();
        if (at != null) {
            details.put(field, at);
        }
        return details;
    }
}
