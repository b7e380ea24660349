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
 * <p>The verbs that publish may wait a little while Kafka's buffer is full; then they go on by themselves. Their
 * futures end with {@link NotAcknowledgedException} when Kafka does not take what they publish. The result of a command
 * is what the stream decided, a refusal included; its future ends with {@link TimeoutException} when none came in time,
 * and the command may still be decided then.
 */
public sealed interface Reservoir permits RouteReservoir, DepotReservoir {

    ReservoirId id();

    /**
     * Asks for a passenger to appear. Done when Kafka has the request; a second one for the same passenger does
     * nothing.
     */
    default CompletableFuture<Void> push(SpawnRequest request) {
        return pushBatch(List.of(request));
    }

    /**
     * The same for many: all of them acknowledged, or an exception that names those that are not.
     *
     * @throws WrongReservoirException when one belongs elsewhere; then none is sent
     */
    CompletableFuture<Void> pushBatch(List<SpawnRequest> requests);

    /** A vehicle has taken the passenger. */
    CompletableFuture<CommandResult> markPickedUp(CommandDetails details, String vehicleId);

    /** The passenger has arrived. */
    CompletableFuture<CommandResult> markDroppedOff(CommandDetails details);

    /** The passenger no longer wants to travel. */
    CompletableFuture<CommandResult> cancel(CommandDetails details);

    /** The passenger whose trip was cancelled waits again. */
    CompletableFuture<CommandResult> reinstate(CommandDetails details);

    /** Who waits, oldest first. */
    Available available();
}
