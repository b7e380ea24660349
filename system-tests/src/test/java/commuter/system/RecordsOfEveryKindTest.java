package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Outcome;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.system.fuzz.Audit;
import commuter.system.fuzz.EveryPartition;
import commuter.system.fuzz.OddRecords;
import commuter.system.fuzz.Producers;
import commuter.system.fuzz.TimestampType;
import commuter.system.support.Eventually;
import commuter.system.support.ReservoirHealth;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * For any published records, every partition makes progress, and each record has a result, an event or a dead letter.
 */
class RecordsOfEveryKindTest extends SystemTest {
    /**
     * The number of records that are awaited together, so that a slow machine needs no longer time-out for more of
     * them.
     */
    private static final int PORTION = Size.of(1_000, 5_000);

    private static final int PORTIONS = Size.of(2, 20);
    private static final int INFLATED = 20_000_000;

    /** Another seed makes other records. */
    private final long seed = Long.getLong("commuter.fuzz.seed", 20261127);

    private final String run = "fuzz-" + UUID.randomUUID();

    @AfterEach
    void restoreTopics() {
        TimestampType.LOG_APPEND_TIME.applyTo(pipeline.bootstrapServers());
    }

    @Test
    void whateverIsPublishedEveryPartitionMovesOnAndEachRecordIsAccountedFor() {
        Random random = new Random(seed);
        OddRecords records = new OddRecords(random, run);
        try (Audit audit = new Audit(pipeline.bootstrapServers(), run);
                Producers producers = new Producers(pipeline.bootstrapServers(), random)) {
            for (int portion = 0; portion < PORTIONS; portion++) {
                // First with the senders' timestamps: older topics, and topics created by others, may be configured
                // like this.
                (portion % 2 == 0 ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME)
                        .applyTo(pipeline.bootstrapServers());
                producers.publish(PORTION / 2, records);
                producers.publishCompressed(records.inflating(INFLATED));
                producers.publish(PORTION - PORTION / 2, records);
                Eventually.until("each record has its answer", () -> audit.unanswered() == 0);
            }

            assertThat(EveryPartition.resultsOfGoodCommands(pipeline.bootstrapServers()))
                    .hasSize(Topics.DEFAULT_PARTITIONS)
                    .containsOnly(Outcome.ACCEPTED);

            System.out.println(audit);
            assertThat(audit.violations()).isEmpty();
            assertThat(audit.committed()).as("some were aborted").isBetween(PORTIONS * PORTION / 3, PORTIONS * PORTION);
            assertThat(audit.reasons()).as("some were of no use").hasSizeGreaterThan(5);
            assertThat(audit.unreadable()).as("some broke the client's reading").isPositive();
        }
        new ReservoirHealth(pipeline.url(Port.RESERVOIR)).awaitUp();
    }
}
