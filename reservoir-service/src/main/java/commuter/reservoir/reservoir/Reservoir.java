package commuter.reservoir.reservoir;

import commuter.reservoir.cache.Available;
import commuter.reservoir.reservoir.client.NotAcknowledgedException;
import commuter.schemas.CommandResult;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * One pool of passengers. Thread-safe.
 *
 * <p>Methods that publish may block for a short time while the buffer of Kafka's producer is full. Their futures fail
 * with {@link NotAcknowledgedException} when Kafka does not acknowledge the record. The result of a command is what the
 * stream decided; a rejection is a result, too. Its future fails with {@link TimeoutException} when no result came in
 * time; the command may still be decided later.
 */
public sealed interface Reservoir permits RouteReservoir, DepotReservoir {

    ReservoirId id();

    /**
     * Asks for a passenger to appear. Completes when Kafka has acknowledged the request. A second request for the same
     * passenger does nothing.
     */
    default CompletableFuture<Void> push(SpawnRequest request) {
        return pushBatch(List.of(request));
    }

    /**
     * The same for many passengers. Completes when all are acknowledged, or fails with an exception that names those
     * that are not.
     *
     * @throws WrongReservoirException when one belongs to another reservoir; then none is sent
     */
    CompletableFuture<Void> pushBatch(List<SpawnRequest> requests);

    /** The passenger has boarded a vehicle. */
    CompletableFuture<CommandResult> markPickedUp(CommandDetails details, String vehicleId);

    /** The passenger has alighted. */
    CompletableFuture<CommandResult> markDroppedOff(CommandDetails details);

    /** The passenger no longer wants to travel. */
    CompletableFuture<CommandResult> cancel(CommandDetails details);

    /** The passenger, whose trip was cancelled, waits again. */
    CompletableFuture<CommandResult> reinstate(CommandDetails details);

    /** The passengers who wait, oldest first. */
    Available available();
}
