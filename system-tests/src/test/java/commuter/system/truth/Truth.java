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
 * The whole truth about what a test published: waits until the pipeline has dealt with all of it, and then compares
 * every record, event, result, dead letter, row, list and count with what they must be. A test that disturbs the
 * pipeline ends with this.
 */
public final class Truth {
    /** Whoever makes no progress for so long will not make any. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** Whoever gives up waiting within this time is waited for. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Pipeline pipeline;
    private final List<KafkaClient> clients;
    private final Set<ReservoirId> reservoirs;

    /**
     * Prepares an audit.
     *
     * @param clients all through which the test publishes, the first made first
     * @param reservoirs all that the test names, which nobody else does
     */
    public Truth(Pipeline pipeline, List<KafkaClient> clients, Set<ReservoirId> reservoirs) {
        this.pipeline = pipeline;
        this.clients = List.copyOf(clients);
        this.reservoirs = Set.copyOf(reservoirs);
    }

    /**
     * Audits.
     *
     * @return the counts, which add up
     * @throws AssertionError that names the promises which are broken, with examples
     */
    public Accounts audit() throws IOException {
        clients.forEach(KafkaClient::flush);
        // What lies in a wrong partition is read twice: there, and at home.
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
     * Sends a record through each partition that comes out again at once, as a dead letter: all before it has been
     * read.
     */
    private void awaitReadThrough() {
        byte[] tracer = ("tracer " + UUID.randomUUID()).getBytes(UTF_8);
        // Not by the test's own client: these do not count.
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

    /** Waits until everything has its answer, nobody overstays, and the last stats are out. */
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
     * Waits for as long as there is progress, and looks only when there is none, because a look costs much. What is
     * missing at last, the examination tells better than a time-out.
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
