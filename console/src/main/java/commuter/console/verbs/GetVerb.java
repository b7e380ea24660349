package commuter.console.verbs;

import commuter.console.session.Query;
import commuter.console.session.Session;
import commuter.console.session.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "get", description = "Shows one passenger with all fields.")
final class GetVerb implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PASSENGER", completionCandidates = KnownIds.Passengers.class)
    private String passenger = "";

    GetVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode found = session.services()
                .get(session.reservoir(), "/api/passengers/" + Paths.segment(passenger), Query.none());
        if (session.screen().asJson()) {
            session.screen().json(found);
        } else {
            Table table = new Table(List.of("FIELD", "VALUE"));
            found.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    table.row(List.of(field.getKey(), field.getValue().asString()));
                }
            });
            session.screen().table(table);
        }
        return 0;
    }
}
