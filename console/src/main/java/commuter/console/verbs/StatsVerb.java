package commuter.console.verbs;

import commuter.console.session.Query;
import commuter.console.session.Session;
import commuter.console.session.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "stats",
        description = "Counts passengers: all there are, or by hour those who appeared in the last day.")
final class StatsVerb implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            completionCandidates = KnownIds.Routes.class,
            description = "by hour, of a route")
    private @Nullable String route;

    @Option(
            names = "--depot",
            paramLabel = "DEPOT",
            completionCandidates = KnownIds.Depots.class,
            description = "by hour, at a depot")
    private @Nullable String depot;

    @Option(names = "--from", paramLabel = "INSTANT", description = "by hour, from then on")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "by hour, until then; at most 48 hours")
    private @Nullable String to;

    StatsVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean byHour = route != null || depot != null || from != null || to != null;
        JsonNode stats = session.services()
                .get(
                        session.reservoir(),
                        byHour ? "/api/manifest/stats" : "/api/monitor/stats",
                        Query.none()
                                .with("route", route)
                                .with("depot", depot)
                                .with("start", from)
                                .with("end", to));
        if (session.screen().asJson()) {
            session.screen().json(stats);
            return 0;
        }
        session.screen()
                .table(counts("STATUS", stats.path("by_status")).row(List.of("total", count(stats.path("total")))));
        if (byHour) {
            session.screen().table(counts("HOUR", stats.path("by_hour")));
        }
        stats.path("down")
                .properties()
                .forEach(part -> session.screen()
                        .line(part.getKey() + " has taken no writes since "
                                + part.getValue().asString()));
        return 0;
    }

    private static Table counts(String what, JsonNode counts) {
        Table table = new Table(List.of(what, "PASSENGERS"));
        counts.properties().forEach(each -> table.row(List.of(each.getKey(), count(each.getValue()))));
        return table;
    }

    private static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }
}
