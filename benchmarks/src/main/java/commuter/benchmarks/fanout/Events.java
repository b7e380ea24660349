package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Direction;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.Locale;

/** The events that are sent: all of one route, as they stand in the log. */
final class Events {
    static final ReservoirId ROUTE = ReservoirId.route("bench");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Events() {}

    static String json(int n, long micros) {
        Passenger passenger = new Passenger(
                String.format(Locale.ROOT, "PASS_%032X", n),
                ROUTE,
                ROUTE.id(),
                null,
                Direction.OUTBOUND,
                "stop-7",
                13.0975,
                -59.6167,
                "stop-21",
                13.1132,
                -59.4632,
                "Six Cross Roads",
                NOON,
                NOON.plusSeconds(1800),
                null,
                null,
                null,
                null,
                PassengerStatus.WAITING,
                3,
                1);
        return new String(
                Json.write(new PassengerEvent(
                        Stamp.eventId(micros), EventType.SPAWNED, ROUTE, n + 1, passenger, NOON, null)),
                UTF_8);
    }
}
