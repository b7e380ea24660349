package commuter.console.verbs;

import commuter.console.session.ConsoleException;
import commuter.console.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "subscribe",
        description = {
            "Shows what happens, as it happens, until Ctrl-C.",
            "When the connection is lost, it goes on where it was as soon as the notifier is back."
        })
final class SubscribeVerb implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "ROUTE",
            completionCandidates = KnownIds.Routes.class,
            description = "routes, by id or short name; * for all")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--depot",
            paramLabel = "DEPOT",
            completionCandidates = KnownIds.Depots.class,
            description = "a depot; * for all; can be given again")
    private List<String> depots = new ArrayList<>();

    @Option(names = "--stats", description = "with the reservoirs' stats")
    private boolean stats;

    @Option(names = "--count", paramLabel = "N", description = "ends after so many events")
    private @Nullable Integer count;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "ends after so long, with status 1 if --count was not reached")
    private @Nullable Integer seconds;

    SubscribeVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (routes.isEmpty() && depots.isEmpty()) {
            throw new ConsoleException("Say what to subscribe to: routes, --depot DEPOT, or * for all");
        }
        EventFollower eventFollower =
                new EventFollower(session, routes, depots, stats, count == null ? Long.MAX_VALUE : count);
        Duration longest = seconds == null ? Duration.ofDays(365) : Duration.ofSeconds(seconds);
        session.interrupts().during(eventFollower::end, () -> eventFollower.run(longest));
        return count == null || eventFollower.events() >= count ? 0 : 1;
    }
}
