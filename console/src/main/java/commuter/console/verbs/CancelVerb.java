package commuter.console.verbs;

import commuter.console.session.Session;
import picocli.CommandLine.Command;

@Command(name = "cancel", description = "A passenger who waits or rides no longer wants to travel.")
final class CancelVerb extends TimedVerb {
    CancelVerb(Session session) {
        super(session, "cancel", "cancelled_at");
    }
}
