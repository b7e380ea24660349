package commuter.reservoir.stream;

import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.PassengerExpiry;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.publish.EventPublisher;
import commuter.reservoir.stream.state.TaskStores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The reservoirs of one task. A record is decided at once, its decision becomes a pending write, and the thread does
 * not wait for the database. While there are pending writes, every few milliseconds a batch that has been written is
 * completed and the next one is sent.
 */
public final class ReservoirProcessor implements Processor<byte[], Input, byte[], byte[]> {
    private static final Duration CHECK_THE_CLOCK_EVERY = Duration.ofSeconds(1);

    private final ReservoirTools tools;
    private ProcessorContext<byte[], byte[]> context;
    private InstantSource clock;
    private TaskStores stores;
    private TaskPacing pacing;
    private EventPublisher publisher;
    private StoreCheck storeCheck;
    private Decider decider;
    private BatchCycle batches;
    private PassengerExpiry expiry;
    private PendingTotals.OfTask pendingTotals;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before any other method.
    public ReservoirProcessor(ReservoirTools tools) {
        this.tools = tools;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        clock = () -> Instant.ofEpochMilli(context.currentSystemTimeMs());
        stores = TaskStores.of(context);
        pacing = new TaskPacing(
                context, this::punctuate, tools.limiters().get(), tools.limits().linger());
        publisher = new EventPublisher(context, tools.counters());
        pendingTotals = tools.pendingTotals().ofTask();
        storeCheck = new StoreCheck(context, stores, publisher, pacing);
        decider = new Decider(stores.passengers(), stores.results(), stores.pendingWrites(), clock, tools.counters());
        batches = tools.batches(stores, decider, publisher, pacing, clock);
        expiry = new PassengerExpiry(stores.passengers(), decider, tools.progress(), tools.failed(), pacing);
        pacing.wake();
        context.schedule(
                CHECK_THE_CLOCK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> everySecond(Instant.ofEpochMilli(now)));
    }

    /** @param record has no value when only a commit of earlier output is requested */
    @Override
    public void process(Record<byte[], Input> record) {
        pacing.received(Instant.ofEpochMilli(record.timestamp()), clock.instant());
        if (record.value() == null) {
            pacing.requestCommit();
        } else {
            decider.decide(record.value());
            batches.added();
        }
    }

    private void punctuate() {
        storeCheck.once();
        pacing.roundEnded();
        batches.advance();
        if (stores.pendingWrites().size() == 0) {
            pacing.idle();
        }
    }

    private void everySecond(Instant now) {
        expiry.check(now, Instant.ofEpochMilli(context.currentStreamTimeMs()));
        stores.stats().takeUnpublished(now).forEach(stats -> {
            publisher.stats(stats);
            pacing.requestCommit();
        });
        PendingWrites pendingWrites = stores.pendingWrites();
        pendingTotals.report(pendingWrites.size(), pendingWrites.oldestSince(now));
        if (pendingWrites.size() > 0) {
            pacing.wake();
        }
    }

    @Override
    public void close() {
        pendingTotals.close();
    }
}
