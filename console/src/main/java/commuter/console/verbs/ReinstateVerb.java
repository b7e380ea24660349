package commuter.console.verbs;

import commuter.console.session.Session;
import picocli.CommandLine.Command;

@Command(name = "reinstate", description = "A passenger whose trip was cancelled waits again.")
final class ReinstateVerb extends PassengerVerb {
    ReinstateVerb(Session session) {
        super(session, "reinstate");
    }
}
