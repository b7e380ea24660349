package commuter.system.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.ReservoirId;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.system.support.KafkaClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The complete audit of what a test published: waits until the pipeline has processed all of it, and then compares
 * every record, event, result, dead letter, row, list and count with what it must be. A test that disturbs the pipeline
 * ends with this.
 */
public final class Truth {
    /** Without progress for this time, there will be none. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** Passengers who expire within this time are waited for. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Pipeline pipeline;
    private final List<KafkaClient> clients;
    private final Set<ReservoirId> reservoirs;

    /**
     * Prepares an audit.
     *
     * @param clients all clients with which the test publishes, the first created first
     * @param reservoirs all that the test uses, and no other test does
     */
    public Truth(Pipeline pipeline, List<KafkaClient> clients, Set<ReservoirId> reservoirs) {
        this.pipeline = pipeline;
        this.clients = List.copyOf(clients);
        this.reservoirs = Set.copyOf(reservoirs);
    }

    /**
     * Runs the audit.
     *
     * @return the counts, which match
     * @throws AssertionError which names the violated guarantees, with examples
     */
    public Accounts audit() throws IOException {
        clients.forEach(KafkaClient::flush);
        // A record in a wrong partition is read twice: there, and in the right one.
        awaitReadThrough();
        awaitReadThrough();
        awaitQuiet();
        Evidence evidence = evidence();
        Accounts accounts = Accounts.of(evidence);
        Violations violations = new Violations();
        accounts.examine(violations);
        DeadLetters.examine(evidence, violations);
        Answers.examine(evidence, violations);
        EventLog.examine(evidence, violations);
        RepartitioningCheck.examine(evidence, violations);
        ConsistencyCheck.examine(pipeline, evidence, violations);
        violations.throwIfAny(accounts.toString());
        return accounts;
    }

    /**
     * Sends a record through each partition that becomes a dead letter at once: then everything before it has been
     * read.
     */
    private void awaitReadThrough() {
        byte[] tracer = ("tracer " + UUID.randomUUID()).getBytes(UTF_8);
        // Not with the test's own client: these records do not count.
        try (KafkaClient auditor = new KafkaClient(pipeline.bootstrapServers())) {
            for (Topic<?, ?> topic : List.of(Topics.SPAWN_REQUESTS, Topics.COMMANDS)) {
                for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
                    auditor.sendUnusable(topic, partition, null, tracer);
                }
            }
            auditor.flush();
            await(() -> auditor.records(Topics.DEAD_LETTERS).stream()
                            .filter(letter -> Arrays.equals(letter.value(), tracer))
                            .count()
                    >= 2 * Topics.DEFAULT_PARTITIONS);
        }
    }

    /** Waits until everything has its result, all due passengers have expired, and the last stats are published. */
    private void awaitQuiet() {
        await(() -> {
            Evidence evidence = evidence();
            return evidence.unanswered().findAny().isEmpty()
                    && evidence.expiring(Instant.now().plus(SOON)).findAny().isEmpty()
                    && evidence.hasLatestStats();
        });
    }

    private Evidence evidence() {
        return Evidence.gather(clients, reservoirs);
    }

    /**
     * Waits as long as there is progress, and checks only when there is none, because a check is expensive. The audit
     * reports what is still missing at the end better than a time-out would.
     */
    private void await(BooleanSupplier holds) {
        long seen = -1;
        Instant lastProgress = Instant.now();
        while (Instant.now().isBefore(lastProgress.plus(PATIENCE))) {
            long now = answers();
            if (now != seen) {
                seen = now;
                lastProgress = Instant.now();
            } else if (holds.getAsBoolean()) {
                return;
            }
            pause();
        }
    }

    private long answers() {
        return Stream.of(Topics.LIFECYCLE, Topics.COMMAND_RESULTS, Topics.DEAD_LETTERS)
                .mapToLong(topic -> clients.get(0).records(topic).size())
                .sum();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted during the audit", e);
        }
    }
}
