package commuter.console.verbs;

import commuter.console.session.ConsoleException;
import commuter.console.session.EventLine;
import commuter.console.session.EventStream;
import commuter.console.session.EventStream.EndedException;
import commuter.console.session.Session;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Follows the events of some reservoirs, and reconnects as often as necessary. */
final class EventFollower {
    private static final Duration LOOK_UP = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;
    private final List<String> routes;
    private final List<String> depots;
    private final boolean stats;
    private final long most;
    private @Nullable String cursor;
    private long events;
    private boolean everConnected;
    private volatile boolean ended;

    EventFollower(Session session, List<String> routes, List<String> depots, boolean stats, long most) {
        this.session = session;
        this.routes = List.copyOf(routes);
        this.depots = List.copyOf(depots);
        this.stats = stats;
        this.most = most;
    }

    long events() {
        return events;
    }

    /** Ends it, from any thread. */
    void end() {
        ended = true;
    }

    /** @throws ConsoleException when the notifier cannot be reached at the beginning, or refuses the subscription */
    void run(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        boolean connected = false;
        while (goesOn(until)) {
            try (EventStream stream = connect()) {
                subscribe(stream);
                connected = true;
                read(stream, until);
            } catch (EndedException e) {
                if (connected) {
                    session.screen().error("The connection was lost; going on when the notifier is back");
                }
                connected = false;
                pause();
            }
        }
    }

    /** Only the first connection has to succeed at once. */
    private EventStream connect() throws EndedException {
        try {
            EventStream stream = EventStream.connect(session.services(), session.addresses().stream());
            everConnected = true;
            return stream;
        } catch (ConsoleException e) {
            if (everConnected) {
                throw new EndedException();
            }
            throw e;
        }
    }

    private boolean goesOn(long until) {
        return !ended && events < most && System.nanoTime() < until;
    }

    private void subscribe(EventStream stream) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "subscribe");
        name(message, "route", routes);
        name(message, "depot", depots);
        if (stats) {
            message.put("stats", true);
        }
        if (cursor != null) {
            message.put("resume", cursor);
        }
        stream.send(message);
    }

    private static void name(ObjectNode message, String field, List<String> ids) {
        if (ids.size() == 1) {
            message.put(field, ids.get(0));
        } else if (!ids.isEmpty()) {
            ids.forEach(message.putArray(field + "s")::add);
        }
    }

    private void read(EventStream stream, long until) throws EndedException {
        while (goesOn(until)) {
            JsonNode message = stream.next(LOOK_UP);
            if (message != null) {
                take(message);
            }
        }
    }

    private void take(JsonNode message) {
        String type = message.path("type").asString("");
        if (type.equals("error")) {
            throw new ConsoleException(message.path("data").path("message").asString(message.toString()));
        }
        if (message.path("cursor").isString()) {
            cursor = message.path("cursor").asString();
        }
        if (type.startsWith("passenger:")) {
            events++;
        }
        if (session.screen().asJson()) {
            session.screen().json(message);
        } else {
            EventLine.of(message, session.screen().hasColours()).ifPresent(session.screen()::painted);
        }
        session.seen().learnPassenger(message.path("data").path("passenger"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
