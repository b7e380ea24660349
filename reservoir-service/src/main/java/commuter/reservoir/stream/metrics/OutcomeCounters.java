package commuter.reservoir.stream.metrics;

import commuter.schemas.RejectionReason;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what became of the records that the stream has read. Each label has a fixed set of values. Thread-safe. */
public final class OutcomeCounters {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Counter accepted;
    private final MeterProvider<Counter> rejections;
    private final MeterProvider<Counter> deadLetters;
    private final MeterProvider<Counter> duplicates;
    private final Counter conflicts;
    private final MeterProvider<Counter> misrouted;
    private final Timer decisions;

    /** What can come more than once. */
    public enum Repeated {
        SPAWN_REQUEST,
        COMMAND
    }

    public OutcomeCounters(MeterRegistry registry) {
        accepted = Counter.builder("commuter.reservoir.accepted")
                .description("Commands that were carried out")
                .register(registry);
        rejections = Counter.builder("commuter.reservoir.rejections")
                .description("Commands that were rejected")
                .withRegistry(registry);
        deadLetters = Counter.builder("commuter.reservoir.dead.letters")
                .description("Records that became dead letters")
                .withRegistry(registry);
        duplicates = Counter.builder("commuter.reservoir.duplicates")
                .description("Records that came again and changed nothing")
                .withRegistry(registry);
        conflicts = Counter.builder("commuter.reservoir.conflicts")
                .description("Changes that Strapi did not take because it had another row")
                .register(registry);
        misrouted = Counter.builder("commuter.reservoir.misrouted")
                .description("Records in a partition that is not their key's, sent on to the right one")
                .withRegistry(registry);
        decisions = Timer.builder("commuter.reservoir.command")
                .description("Time from the writing of a command to its result, without the commit")
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
        showZeros();
    }

    /** A counter that is there from the start shows its first increase, too. */
    private void showZeros() {
        for (RejectionReason reason : RejectionReason.values()) {
            rejections(reason).increment(0);
        }
        for (DeadLetterCause cause : DeadLetterCause.values()) {
            deadLetters(cause).increment(0);
        }
        for (Repeated kind : Repeated.values()) {
            duplicates(kind).increment(0);
        }
        misrouted.withTag("topic", Topics.SPAWN_REQUESTS.name()).increment(0);
        misrouted.withTag("topic", Topics.COMMANDS.name()).increment(0);
    }

    /**
     * Counts a command that was carried out.
     *
     * @param took from the writing of the command until now; negative times are not recorded
     */
    public void accepted(Duration took) {
        accepted.increment();
        decisions.record(took);
    }

    /**
     * Counts a command that was rejected.
     *
     * @param took from the writing of the command until now; negative times are not recorded
     */
    public void rejected(RejectionReason reason, Duration took) {
        rejections(reason).increment();
        decisions.record(took);
    }

    public void deadLetter(DeadLetterCause cause) {
        deadLetters(cause).increment();
    }

    public void repeated(Repeated kind) {
        duplicates(kind).increment();
    }

    public void conflict() {
        conflicts.increment();
    }

    /** Counts a record of one of the two topics that the stream reads. */
    public void misrouted(String topic) {
        misrouted.withTag("topic", topic).increment();
    }

    private Counter rejections(RejectionReason reason) {
        return rejections.withTag("reason", reason.name());
    }

    private Counter deadLetters(DeadLetterCause cause) {
        return deadLetters.withTag("reason", cause.name());
    }

    private Counter duplicates(Repeated kind) {
        return duplicates.withTag("kind", kind.name());
    }
}
