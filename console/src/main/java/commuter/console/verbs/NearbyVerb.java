package commuter.console.verbs;

import commuter.console.session.Query;
import commuter.console.session.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "nearby", description = "Lists who is near a place, nearest first.")
final class NearbyVerb implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "LATITUDE", description = "in degrees")
    private double latitude;

    @Parameters(index = "1", paramLabel = "LONGITUDE", description = "in degrees")
    private double longitude;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            completionCandidates = KnownIds.Routes.class,
            description = "of a route, by its id or short name")
    private @Nullable String route;

    @Option(names = "--radius", paramLabel = "KM", description = "0.001 to 10; default: 0.2")
    private @Nullable Double radius;

    @Option(names = "--max", paramLabel = "N", description = "most passengers, 1 to 1000; default: 50")
    private @Nullable Integer max;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Statuses.class,
            description = "default: WAITING")
    private @Nullable String status;

    NearbyVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode answer = session.services()
                .get(
                        session.reservoir(),
                        "/api/passengers/nearby",
                        Query.none()
                                .with("latitude", latitude)
                                .with("longitude", longitude)
                                .with("route_id", route)
                                .with("radius_km", radius)
                                .with("max_results", max)
                                .with("status", status));
        session.showPage(
                answer,
                String.format(
                        Locale.ROOT,
                        "%d of %,d within the radius",
                        answer.path("data").size(),
                        answer.path("total").asLong()));
        return 0;
    }
}
