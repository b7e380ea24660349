package commuter.reservoir.topology;

import commuter.schemas.CommandResult;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** The results given in the last day, so that a command sent again gets the same one. Belongs to the stream thread. */
final class Results {
    private final WindowStore<String, CommandResult> store;

    Results(WindowStore<String, CommandResult> store) {
        this.store = store;
    }

    /** Writes a first record, of no effect: see {@link ReservoirProcessor}. */
    void leaveATrace(Instant now) {
        store.put("", null, now.toEpochMilli());
    }

    @Nullable
    CommandResult find(String commandId, Instant now) {
        Instant from = now.minus(ReservoirTopology.RESULTS_KEPT);
        CommandResult latest = null;
        try (WindowStoreIterator<CommandResult> results = store.fetch(commandId, from, now)) {
            while (results.hasNext()) {
                KeyValue<Long, CommandResult> next = results.next();
                latest = next.value;
            }
        }
        return latest;
    }

    void put(CommandResult result) {
        store.put(result.commandId(), result, result.decidedAt().toEpochMilli());
    }
}
