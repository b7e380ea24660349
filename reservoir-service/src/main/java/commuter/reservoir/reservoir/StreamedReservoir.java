package commuter.reservoir.reservoir;

import commuter.reservoir.cache.Available;
import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The methods of all kinds of reservoirs: they publish records and wait for results. */
abstract sealed class StreamedReservoir permits RouteReservoir, DepotReservoir {
    private final ReservoirId id;
    private final StreamAccess stream;

    StreamedReservoir(ReservoirId id, StreamAccess stream) {
        this.id = id;
        this.stream = stream;
    }

    public final ReservoirId id() {
        return id;
    }

    public final CompletableFuture<Void> pushBatch(List<SpawnRequest> requests) {
        for (SpawnRequest request : requests) {
            if (!request.reservoir().equals(id)) {
                throw new WrongReservoirException(
                        "Passenger " + request.passengerId() + " belongs to " + request.reservoir() + ", not to " + id);
            }
        }
        return stream.publish(requests);
    }

    public final CompletableFuture<CommandResult> markPickedUp(CommandDetails details, String vehicleId) {
        return command(CommandType.BOARD, details, vehicleId);
    }

    public final CompletableFuture<CommandResult> markDroppedOff(CommandDetails details) {
        return command(CommandType.ALIGHT, details, null);
    }

    public final CompletableFuture<CommandResult> cancel(CommandDetails details) {
        return command(CommandType.CANCEL, details, null);
    }

    public final CompletableFuture<CommandResult> reinstate(CommandDetails details) {
        return command(CommandType.REINSTATE, details, null);
    }

    public final Available available() {
        return stream.available(id);
    }

    private CompletableFuture<CommandResult> command(
            CommandType type, CommandDetails details, @Nullable String vehicleId) {
        return stream.command(new PassengerCommand(
                details.commandId(),
                type,
                details.passengerId(),
                id,
                vehicleId,
                details.issuedAt(),
                details.expiresAt()));
    }

    @Override
    public final String toString() {
        return id.toString();
    }
}
