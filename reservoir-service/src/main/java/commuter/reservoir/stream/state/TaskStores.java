package commuter.reservoir.stream.state;

import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.pending.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The four stores of one task. They belong to the stream thread. */
public record TaskStores(
        PassengerStore passengers, PendingWrites pendingWrites, ReservoirStatsStore stats, ResultStore results) {

    /** Reads the task's state of the last commit. */
    public static TaskStores of(ProcessorContext<?, ?> context) {
        PendingWrites pendingWrites = new PendingWrites(context.getStateStore(Node.OUTBOX_STORE));
        ReservoirStatsStore stats = new ReservoirStatsStore(context.getStateStore(Node.RESERVOIR_STORE));
        PassengerStore passengers =
                new PassengerStore(context.getStateStore(Node.PASSENGER_STORE), pendingWrites, stats::recover);
        return new TaskStores(
                passengers, pendingWrites, stats, new ResultStore(context.getStateStore(Node.RESULT_STORE)));
    }

    /**
     * Writes a first record without effect to every store. A store with an empty changelog is missing in the
     * checkpoint, and Kafka Streams would then treat the task's files as corrupted at the next start.
     */
    public void seedChangelogs(long streamTime) {
        passengers.seedChangelog();
        pendingWrites.seedChangelog();
        stats.seedChangelog();
        results.seedChangelog(streamTime);
    }

    /** Removes entries that cannot be read. */
    public List<Unreadable> takeUnreadable() {
        List<Unreadable> all = new ArrayList<>(pendingWrites.takeUnreadable());
        all.addAll(passengers.takeUnreadable());
        return all;
    }
}
