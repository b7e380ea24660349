package commuter.reservoir.reservoir.client;

import commuter.reservoir.cache.Available;
import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Sends records to the stream and finds their results. Thread-safe. */
public final class StreamAccess {
    private final CommandPublisher publisher;
    private final PendingResults results;
    private final Function<ReservoirId, Available> reads;
    private final Duration patience;

    /** @param patience how long to wait for a command's result */
    public StreamAccess(
            CommandPublisher publisher,
            PendingResults results,
            Function<ReservoirId, Available> reads,
            Duration patience) {
        this.publisher = publisher;
        this.results = results;
        this.reads = reads;
        this.patience = patience;
    }

    public CompletableFuture<Void> publish(List<SpawnRequest> requests) {
        return publisher.publish(requests);
    }

    /**
     * The caller is registered before the command is sent, so that its result cannot come too early. A reservoir knows
     * the ids that its own passengers' commands used; an id that another reservoir's command has used is refused here.
     * A caller who gets no result in time can ask for it later. If Kafka has not acknowledged the command by then, it
     * is reported as not sent.
     */
    public CompletableFuture<CommandResult> command(PassengerCommand command) {
        Optional<String> otherUse = results.otherUse(command);
        if (otherUse.isPresent()) {
            return CompletableFuture.completedFuture(
                    CommandResult.reused(command, otherUse.orElseThrow(), Instant.now()));
        }
        CompletableFuture<CommandResult> result = results.await(command);
        CompletableFuture<Void> sent = publisher.publish(command);
        CompletableFuture<Void> unused = sent.exceptionally(failure -> {
            result.completeExceptionally(failure);
            return null;
        });
        return result.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            boolean isInDoubt = failure instanceof TimeoutException && !sent.isDone();
            return CompletableFuture.failedFuture(
                    isInDoubt ? new NotAcknowledgedException(List.of(command.commandId()), failure) : failure);
        });
    }

    public Available available(ReservoirId reservoir) {
        return reads.apply(reservoir);
    }
}
