package commuter.console.verbs;

import commuter.console.session.Query;
import commuter.console.session.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists passengers, a page at a time.")
final class ListVerb implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            completionCandidates = KnownIds.Routes.class,
            description = "of a route, by its id or short name")
    private @Nullable String route;

    @Option(
            names = "--depot",
            paramLabel = "DEPOT",
            completionCandidates = KnownIds.Depots.class,
            description = "at a depot")
    private @Nullable String depot;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Statuses.class,
            description = "WAITING, BOARDED, ALIGHTED, CANCELLED or EXPIRED; several with commas")
    private @Nullable String status;

    @Option(names = "--vehicle", paramLabel = "VEHICLE", description = "who boarded this vehicle")
    private @Nullable String vehicle;

    @Option(names = "--date", paramLabel = "DATE", description = "who appeared on this day, as 2026-01-31")
    private @Nullable String date;

    @Option(names = "--from", paramLabel = "TIME", description = "from this time of that day, as 07:30; or an instant")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "until this time of that day, up to 24:00; or an instant")
    private @Nullable String to;

    @Option(names = "--sort", paramLabel = "FIELDS", description = "such as -priority,spawned_at; default: spawned_at")
    private @Nullable String sort;

    @Option(
            names = "--page",
            paramLabel = "N",
            description = "default: 1; passengers who come or go meanwhile shift it")
    private @Nullable Integer page;

    @Option(
            names = "--after",
            paramLabel = "NEXT",
            description = "the page behind the one that said so, with the same --sort")
    private @Nullable String after;

    @Option(names = "--page-size", paramLabel = "N", description = "1 to 1000; default: 50")
    private @Nullable Integer pageSize;

    ListVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode answer = session.services()
                .get(
                        session.reservoir(),
                        "/api/passengers",
                        Query.none()
                                .with("route", route)
                                .with("depot", depot)
                                .with("status", status)
                                .with("vehicle_id", vehicle)
                                .with("date", date)
                                .with("start_time", from)
                                .with("end_time", to)
                                .with("sort", sort)
                                .with("page", page)
                                .with("after", after)
                                .with("page_size", pageSize));
        session.showPage(answer, summary(answer));
        return 0;
    }

    /** Shows how to continue. A cursor stays right while passengers come and go. */
    private String summary(JsonNode answer) {
        String all =
                String.format(Locale.ROOT, "%,d in all", answer.path("total").asLong());
        String next = answer.path("next").asString("");
        String pages = String.format(
                Locale.ROOT,
                "page %d of %d, ",
                answer.path("page").asInt(),
                Math.max(1, answer.path("pages").asInt()));
        return (after == null ? pages : "") + all + (next.isEmpty() ? "" : "; the next: --after " + next);
    }
}
