package commuter.system.support;

import commuter.schemas.CommandType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A route for one test only, and requests and commands for its passengers. */
public final class Scenario {
    private final String routeId = "test-" + UUID.randomUUID();

    public String routeId() {
        return routeId;
    }

    public ReservoirId reservoir() {
        return ReservoirId.route(routeId);
    }

    public SpawnRequest spawnRequest() {
        return spawnRequest(null);
    }

    /** @param expiresAt when the passenger expires; null for the default */
    public SpawnRequest spawnRequest(Instant expiresAt) {
        return SomePassenger.of(reservoir())
                .to("Six Cross Roads")
                .until(expiresAt)
                .request();
    }

    public List<SpawnRequest> spawnRequests(int count) {
        return IntStream.range(0, count).mapToObj(n -> spawnRequest()).toList();
    }

    public PassengerCommand board(String passengerId, String vehicleId) {
        return command(CommandType.BOARD, passengerId, vehicleId);
    }

    public PassengerCommand alight(Passenger passenger) {
        return command(CommandType.ALIGHT, passenger.passengerId(), passenger.vehicleId());
    }

    public PassengerCommand command(CommandType type, String passengerId, String vehicleId) {
        return new PassengerCommand(
                "command-" + UUID.randomUUID(), type, passengerId, reservoir(), vehicleId, Instant.now(), null);
    }
}
