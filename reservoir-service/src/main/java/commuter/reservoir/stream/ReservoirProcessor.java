package commuter.reservoir.stream;

import commuter.reservoir.stream.complete.Landing;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.pacing.Barrier;
import commuter.reservoir.stream.pacing.CommitPace;
import commuter.reservoir.stream.pacing.OwedCommit;
import commuter.reservoir.stream.pacing.Tempo;
import commuter.reservoir.stream.pending.Outbox;
import commuter.reservoir.stream.pending.Unreadable;
import commuter.reservoir.stream.publish.Announcer;
import commuter.reservoir.stream.state.Ledger;
import commuter.reservoir.stream.state.Passengers;
import commuter.reservoir.stream.state.Results;
import commuter.reservoir.write.Dispatcher;
import commuter.reservoir.write.Dispatcher.Landed;
import commuter.schemas.ReservoirStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's reservoirs. A record is decided at once, its verdict queued in the outbox, and nothing waits. While there is
 * anything in the outbox, every few milliseconds the answer to the last batch is taken in and the next batch sent off.
 */
public final class ReservoirProcessor implements Processor<byte[], Input, byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(ReservoirProcessor.class);
    private static final Duration PUMP_EVERY = Duration.ofMillis(5);
    /** More than the pipeline ever needs at rest; what has waited longer was waiting in a backlog. */
    private static final Duration BEHIND_FROM = Duration.ofMillis(250);

    private static final Duration LOOK_AT_THE_CLOCK_EVERY = Duration.ofSeconds(1);

    /** Far below every time-out of Kafka's: a full outbox slows the stream down, it must not stop it. */
    private static final Duration PATIENCE_WHEN_FULL = Duration.ofMillis(200);

    private final Dispatcher dispatcher;
    private final FailedRecords failed;
    private final Limits limits;
    private final InputProgress progress;
    private final Supplier<CommitPace> paces;
    private final Runnable whenFull;

    private final Tempo tempo;

    @Nullable
    private Cancellable beat;

    private boolean hasTraces;
    private CommitPace pace;
    private OwedCommit commit;
    private ProcessorContext<byte[], byte[]> context;
    private Passengers passengers;
    private Outbox outbox;
    private Ledger ledger;
    private Results results;
    private Announcer announcer;
    private Decider decider;
    private Landing landing;
    private Barrier barrier;

    /**
     * When to act before the next tick.
     *
     * @param batchRows entries that are sent off without waiting for the next tick
     * @param batchBytes the same, by their weight
     * @param linger longest time between two batches of a task under load
     * @param outboxEntries entries past which the outbox counts as full; so does the weight of several batches
     */
    public record Limits(int batchRows, long batchBytes, Duration linger, int outboxEntries) {
        private static final int BATCHES_HELD = 2;

        boolean isBatch(Outbox outbox) {
            return outbox.size() >= batchRows || outbox.weight() >= batchBytes;
        }

        boolean isFull(Outbox outbox) {
            return outbox.size() >= outboxEntries || outbox.weight() >= BATCHES_HELD * batchBytes;
        }
    }

    /**
     * Makes the processor of one task.
     *
     * @param progress says whose patience may end
     * @param failed knows which inputs are to be passed over
     * @param paces gives the stream thread that asks its pace
     * @param whenFull is called while the outbox is full and the database does not answer soon
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public ReservoirProcessor(
            Dispatcher dispatcher,
            FailedRecords failed,
            Limits limits,
            InputProgress progress,
            Supplier<CommitPace> paces,
            Runnable whenFull) {
        this.dispatcher = dispatcher;
        this.failed = failed;
        this.limits = limits;
        this.progress = progress;
        this.paces = paces;
        this.whenFull = whenFull;
        this.tempo = new Tempo(BEHIND_FROM, limits.linger());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        pace = paces.get();
        commit = new OwedCommit(pace);
        outbox = new Outbox(context.getStateStore(Node.OUTBOX_STORE));
        ledger = new Ledger(context.getStateStore(Node.RESERVOIR_STORE));
        passengers = new Passengers(context.getStateStore(Node.PASSENGER_STORE), outbox, ledger::recover);
        announcer = new Announcer(context, ledger);
        results = new Results(context.getStateStore(Node.RESULT_STORE));
        decider = new Decider(passengers, results, outbox, announcer::now);
        landing = new Landing(passengers, results, outbox, ledger, decider, announcer, progress, failed);
        barrier = Barrier.of(context.metrics());
        keepBeating();
        context.schedule(
                LOOK_AT_THE_CLOCK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    /** @param record without a value when something is to be committed that was written before this */
    @Override
    public void process(Record<byte[], Input> record) {
        Instant now = announcer.now();
        pace.received();
        if (record.value() == null) {
            commit.owe();
            keepBeating();
            return;
        }
        tempo.received(Instant.ofEpochMilli(record.timestamp()), now);
        decider.decide(record.value());
        keepBeating();
        if (limits.isFull(outbox)) {
            relieve();
        } else if (limits.isBatch(outbox)) {
            pump();
        }
    }

    private void beat() {
        if (!hasTraces) {
            leaveTraces();
            layAside(outbox.takeUnreadable());
            layAside(passengers.takeUnreadable());
        }
        tempo.tick();
        pace.beat(System.nanoTime());
        pump();
        if (outbox.size() == 0 && !commit.isOwed()) {
            rest();
        }
    }

    /** A beat makes the task part of the next commit, even if it did nothing: so a task at rest has none. */
    private void rest() {
        if (beat != null) {
            beat.cancel();
            beat = null;
        }
    }

    private void keepBeating() {
        if (beat == null) {
            beat = context.schedule(PUMP_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> beat());
        }
    }

    /**
     * A store whose changelog is empty has no place in the checkpoint, and without one Kafka Streams takes a task's files
     * for corrupted at the next start. So that idle tasks start as quietly as others, every store has a first record.
     */
    private void leaveTraces() {
        passengers.leaveATrace();
        outbox.leaveATrace();
        ledger.leaveATrace();
        results.leaveATrace(context.currentStreamTimeMs());
        hasTraces = true;
    }

    private void layAside(List<Unreadable> unreadable) {
        for (Unreadable each : unreadable) {
            Origin source = each.source(context.taskId().partition());
            String reason = "what the reservoir kept of it cannot be read (" + each.name() + "): " + each.problem();
            log.error("Put among the dead letters, {}: {}", source.place(), reason);
            announcer.deadLetter(source, reason);
            commit.owe();
        }
    }

    private void pump() {
        take(dispatcher.landed());
        send();
        if (commit.take(System.nanoTime(), tempo.isBehind())) {
            context.commit();
        }
    }

    private void send() {
        if (barrier.isRaised()) {
            return;
        }
        Instant now = announcer.now();
        if ((limits.isBatch(outbox) || tempo.isTimeToSend(now)) && dispatcher.dispatch(outbox)) {
            tempo.sent(now);
        }
    }

    private void relieve() {
        pump();
        take(dispatcher.landed(PATIENCE_WHEN_FULL));
        send();
        if (limits.isFull(outbox)) {
            whenFull.run();
        }
    }

    private void take(Optional<Landed> landed) {
        if (landed.isPresent()) {
            if (landing.land(landed.get())) {
                barrier.raise();
            }
            commit.owe();
        }
    }

    private void tick(Instant now) {
        Instant readUpTo = Instant.ofEpochMilli(context.currentStreamTimeMs());
        if (passengers.isAnyDue(readUpTo.isAfter(now) ? readUpTo : now)) {
            expire(passengers.takeOverdue(progress.commandsDecidedBefore()));
        }
        if (outbox.size() > 0) {
            keepBeating();
        }
        for (ReservoirStats stats : ledger.takeUnpublished(now)) {
            announcer.stats(stats);
            commit.owe();
            keepBeating();
        }
    }

    /** Not in the log, and so to be committed before it is written, like what Strapi has told: see {@link Barrier}. */
    private void expire(List<Input.Expiry> overdue) {
        if (!overdue.isEmpty()) {
            overdue.forEach(this::expire);
            barrier.raise();
            commit.owe();
        }
    }

    /** One whose expiry the stream fails over goes on waiting: there is no record to lay aside. */
    private void expire(Input.Expiry expiry) {
        String place = expiry.place();
        try {
            if (failed.passOver(place).isEmpty()) {
                decider.decide(expiry);
            }
            failed.passed(place);
        } catch (RuntimeException | StackOverflowError e) {
            throw FailedInputException.of(place, e);
        }
    }
}
