package commuter.reservoir.stream.state;

import commuter.schemas.CommandResult;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * The results of the commands of the last day, so that a repeated command gets the same result. Days are measured by
 * the log's timestamps: clocks differ between the instances that own a task one after the other, and each of them must
 * find a result. Belongs to the stream thread.
 */
public final class ResultStore {
    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final WindowStore<String, CommandResult> store;

    public ResultStore(WindowStore<String, CommandResult> store) {
        this.store = store;
    }

    /**
     * Writes a first record without effect, so that the changelog of the store is never empty.
     *
     * @param readUpTo the log's time, in milliseconds; negative before the first record
     */
    public void seedChangelog(long readUpTo) {
        store.put("", null, Math.max(0, readUpTo));
    }

    @Nullable
    public CommandResult find(String commandId) {
        CommandResult latest = null;
        try (WindowStoreIterator<CommandResult> results = store.fetch(commandId, Instant.EPOCH, END_OF_TIME)) {
            while (results.hasNext()) {
                CommandResult next = read(results);
                latest = next == null ? latest : next;
            }
        }
        return latest;
    }

    /** A result that an older version has written under other rules is treated as if it did not exist. */
    private static @Nullable CommandResult read(WindowStoreIterator<CommandResult> results) {
        try {
            return results.next().value;
        } catch (SerializationException e) {
            return null;
        }
    }

    /**
     * Remembers a result.
     *
     * @param commandWritten timestamp of the command's record, in milliseconds since the epoch
     */
    public void put(CommandResult result, long commandWritten) {
        store.put(result.commandId(), result, commandWritten);
    }
}
