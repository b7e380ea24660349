package commuter.console.verbs;

import commuter.console.session.Addresses;
import commuter.console.session.Query;
import commuter.console.session.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "connect", description = "Works with the services there from now on.")
final class ConnectVerb implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "the reservoir's host, host:port, or URL")
    private @Nullable String reservoir;

    @Option(names = "--spawner", paramLabel = "ADDRESS", description = "if it is not there, too, at port 4001")
    private @Nullable String spawner;

    @Option(names = "--notifier", paramLabel = "ADDRESS", description = "if it is not there, too, at port 8080")
    private @Nullable String notifier;

    ConnectVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (reservoir != null) {
            session.goTo(Addresses.of(reservoir, spawner, notifier));
        }
        JsonNode stats = session.services().get(session.reservoir(), "/api/monitor/stats", Query.none());
        session.lookAround();
        if (session.screen().asJson()) {
            session.screen().json(stats);
        } else {
            session.screen()
                    .line(String.format(
                            Locale.ROOT,
                            "Connected to %s: %,d passengers, %,d of them waiting",
                            session.reservoir(),
                            stats.path("total").asLong(),
                            stats.path("by_status").path("WAITING").asLong()));
        }
        return 0;
    }
}
