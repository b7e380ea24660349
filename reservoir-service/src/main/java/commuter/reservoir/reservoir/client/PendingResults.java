package commuter.reservoir.reservoir.client;

import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Matches results with the callers who wait for them. Any number of callers may wait for the same command. The latest
 * results are kept for callers who ask later. Thread-safe.
 */
public final class PendingResults {
    private final Map<String, CopyOnWriteArrayList<Caller>> waiting = new ConcurrentHashMap<>();
    private final int mostKept;
    private final long mostBytes;
    private final Map<String, Kept> latest = new LinkedHashMap<>();
    private long bytes;
    private final Semaphore results = new Semaphore(0);

    private record Caller(PassengerCommand command, CompletableFuture<CommandResult> result) {}

    private record Kept(CommandResult result, int bytes) {}

    /**
     * @param mostKept maximum number of results that are kept
     * @param mostBytes maximum size of their records in bytes; a larger one is not kept
     */
    public PendingResults(int mostKept, long mostBytes) {
        this.mostKept = mostKept;
        this.mostBytes = mostBytes;
    }

    /** Completes with the next result of this command. A caller who stops waiting completes the future themselves. */
    CompletableFuture<CommandResult> await(PassengerCommand command) {
        String commandId = command.commandId();
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        waiting.compute(commandId, (id, others) -> {
            CopyOnWriteArrayList<Caller> all = others == null ? new CopyOnWriteArrayList<>() : others;
            all.add(new Caller(command, result));
            return all;
        });
        results.release();
        CompletableFuture<CommandResult> unused = result.whenComplete((value, failure) -> leave(commandId, result));
        return result;
    }

    /** The other use of this command's id, as far as this instance knows one. */
    Optional<String> otherUse(PassengerCommand command) {
        Optional<String> decided = find(command.commandId())
                .filter(result -> !result.answers(command))
                .map(CommandResult::asked);
        return decided.or(() -> waiting.getOrDefault(command.commandId(), new CopyOnWriteArrayList<>()).stream()
                .map(Caller::command)
                .filter(other -> !other.asksTheSameAs(command))
                .map(PassengerCommand::asked)
                .findFirst());
    }

    /**
     * Publishes a result to its callers. A rejection because the id was used before says nothing about the command that
     * used it.
     *
     * @param size of its record, in bytes
     */
    void put(CommandResult result, int size) {
        if (result.reason() != RejectionReason.COMMAND_ID_REUSED) {
            keep(result, size);
        }
        for (Caller caller : waiting.getOrDefault(result.commandId(), new CopyOnWriteArrayList<>())) {
            if (result.answers(caller.command)) {
                caller.result.complete(result);
            }
        }
    }

    /** The result, if it is one of the latest. */
    public Optional<CommandResult> find(String commandId) {
        synchronized (latest) {
            return Optional.ofNullable(latest.get(commandId)).map(Kept::result);
        }
    }

    private void keep(CommandResult result, int size) {
        synchronized (latest) {
            forget(result.commandId());
            latest.put(result.commandId(), new Kept(result, size));
            bytes += size;
            while (latest.size() > mostKept || bytes > mostBytes) {
                forget(latest.keySet().iterator().next());
            }
        }
    }

    private void forget(String commandId) {
        Kept kept = latest.remove(commandId);
        bytes -= kept == null ? 0 : kept.bytes();
    }

    /** Returns when at least one caller waits for a result, or when the time is over. */
    void awaitCaller(Duration atMost) throws InterruptedException {
        results.drainPermits();
        if (waiting.isEmpty()) {
            boolean unused = results.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public int waiting() {
        return waiting.size();
    }

    private void leave(String commandId, CompletableFuture<CommandResult> result) {
        waiting.computeIfPresent(commandId, (id, all) -> {
            all.removeIf(caller -> caller.result == result);
            return all.isEmpty() ? null : all;
        });
    }
}
