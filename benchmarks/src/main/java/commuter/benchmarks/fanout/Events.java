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
import java.util.Random;

/**
 * The events that are sent: all of one route, as in the log, and as different from each other as those of real
 * passengers.
 */
final class Events {
    static final ReservoirId ROUTE = ReservoirId.route("bench");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final int STOPS = 60;
    private static final int MINUTE_MS = 60_000;
    private static final Random RANDOM = new Random(1);

    private Events() {}

    static String json(int n, long micros) {
        Instant spawned = NOON.plusMillis(RANDOM.nextInt(MINUTE_MS));
        Passenger passenger = new Passenger(
                String.format(Locale.ROOT, "PASS_%016X%016X", RANDOM.nextLong(), RANDOM.nextLong()),
                ROUTE,
                ROUTE.id(),
                null,
                Direction.OUTBOUND,
                stop(),
                13 + degree(),
                -59 - degree(),
                stop(),
                13 + degree(),
                -59 - degree(),
                "Six Cross Roads",
                spawned,
                spawned.plusSeconds(1800),
                null,
                null,
                null,
                null,
                PassengerStatus.WAITING,
                3,
                1);
        return new String(
                Json.write(new PassengerEvent(
                        Stamp.eventId(micros), EventType.SPAWNED, ROUTE, n + 1, passenger, spawned, null)),
                UTF_8);
    }

    private static String stop() {
        return "stop-" + RANDOM.nextInt(STOPS);
    }

    /** Rounded to six decimals, like feeds. */
    private static double degree() {
        return RANDOM.nextInt(1_000_000) / 1e6;
    }
}
