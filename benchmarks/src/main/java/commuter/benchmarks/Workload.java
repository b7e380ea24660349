package commuter.benchmarks;

import commuter.schemas.CommandType;
import commuter.schemas.Direction;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The passengers of the benchmarks: the n-th is always the same one, and they are spread over 20 routes in turn. */
final class Workload {
    static final int ROUTES = 20;

    /** Longer than any benchmark runs: no passenger may expire meanwhile. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private Workload() {}

    static SpawnRequest request(int n) {
        Instant now = Instant.now();
        return new SpawnRequest(
                passengerId(n),
                reservoir(n),
                reservoir(n).id(),
                null,
                Direction.OUTBOUND,
                "stop-" + n % 40,
                13.0975,
                -59.6167,
                "stop-" + (n + 7) % 40,
                13.1132,
                -59.4632,
                "Six Cross Roads",
                now,
                now.plus(PATIENCE),
                3);
    }

    /** The passenger that results from the n-th request. */
    static Passenger passenger(int n) {
        SpawnRequest request = request(n);
        return new Passenger(
                request.passengerId(),
                request.reservoir(),
                request.routeId(),
                null,
                request.direction(),
                request.stopId(),
                request.latitude(),
                request.longitude(),
                request.destinationStopId(),
                request.destinationLat(),
                request.destinationLon(),
                "Six Cross Roads",
                request.spawnTime(),
                request.spawnTime().plus(PATIENCE),
                null,
                null,
                null,
                null,
                PassengerStatus.WAITING,
                3,
                1);
    }

    static PassengerCommand board(int n) {
        return new PassengerCommand(
                "board-" + n, CommandType.BOARD, passengerId(n), reservoir(n), "BUS-" + n % 50, Instant.now(), null);
    }

    static String passengerId(int n) {
        return String.format(Locale.ROOT, "PASS_%032X", n);
    }

    /** The inverse of {@link #passengerId}. */
    static int numberOf(String passengerId) {
        return Integer.parseInt(passengerId.substring("PASS_".length()), 16);
    }

    private static ReservoirId reservoir(int n) {
        return ReservoirId.route("bench-" + n % ROUTES);
    }
}
