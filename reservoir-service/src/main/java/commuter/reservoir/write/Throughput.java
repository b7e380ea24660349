package commuter.reservoir.write;

import java.util.concurrent.atomic.LongAdder;

/** How much has been written since this service started. Thread-safe. */
public final class Throughput {
    private final LongAdder batches = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void count(int writtenRows, long tookNanos) {
        batches.increment();
        rows.add(writtenRows);
        nanos.add(tookNanos);
    }

    public long batches() {
        return batches.sum();
    }

    public long rows() {
        return rows.sum();
    }

    /** The time that batches took, from their start to the last acknowledgement, including outages. */
    public long nanos() {
        return nanos.sum();
    }
}
