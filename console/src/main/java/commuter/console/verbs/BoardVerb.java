package commuter.console.verbs;

import commuter.console.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "board", description = "A vehicle takes a passenger who waits.")
final class BoardVerb extends TimedVerb {
    @Option(names = "--vehicle", paramLabel = "VEHICLE", required = true, description = "the vehicle's id")
    private String vehicle = "";

    BoardVerb(Session session) {
        super(session, "board", "boarded_at");
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = super.details();
        details.put("vehicle_id", vehicle);
        return details;
    }
}
