package commuter.console.verbs;

import commuter.console.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A command to one passenger; the answer shows the passenger afterwards. */
abstract class PassengerVerb implements Callable<Integer> {
    private final Session session;
    private final String command;

    @Parameters(paramLabel = "PASSENGER", completionCandidates = KnownIds.Passengers.class)
    private String passenger = "";

    /** @param command as in the path */
    PassengerVerb(Session session, String command) {
        this.session = session;
        this.command = command;
    }

    /** The body of the call. */
    Map<String, Object> details() {
        return Map.of();
    }

    @Override
    public final Integer call() {
        String path = "/api/passengers/" + Paths.segment(passenger) + "/" + command;
        JsonNode changed = session.services().patch(session.reservoir(), path, details());
        session.showPassenger(changed);
        return 0;
    }
}
