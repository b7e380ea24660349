package commuter.console.verbs;

import commuter.console.session.Session;
import picocli.CommandLine.Command;

@Command(name = "alight", description = "A passenger leaves the vehicle: they have arrived.")
final class AlightVerb extends TimedVerb {
    AlightVerb(Session session) {
        super(session, "alight", "alighted_at");
    }
}
