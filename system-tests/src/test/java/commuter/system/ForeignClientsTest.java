package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.system.support.KafkaClient;
import commuter.system.support.SystemTest;
import commuter.system.truth.Accounts;
import commuter.system.truth.Truth;
import commuter.system.workload.TestWorkload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Cluster;
import org.junit.jupiter.api.Test;

/** By default, clients in Python, Go and C# choose other partitions than clients in Java. */
class ForeignClientsTest extends SystemTest {
    private static final int REQUESTS = 1_000;

    /** Chooses like librdkafka's default ({@code consistent_random}). */
    public static final class Crc32Partitioner implements Partitioner {

        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            int partitions = cluster.partitionCountForTopic(topic);
            if (keyBytes == null) {
                return ThreadLocalRandom.current().nextInt(partitions);
            }
            CRC32 crc = new CRC32();
            crc.update(keyBytes);
            return (int) (crc.getValue() % partitions);
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    @Test
    void whatAClientWithAnotherHashPublishesIsRepartitionedInOneHopAndInOrder() throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, Crc32Partitioner.class);
        try (KafkaClient foreign = new KafkaClient(pipeline.bootstrapServers(), settings)) {
            TestWorkload testWorkload = new TestWorkload(20, 3);
            testWorkload.publish(REQUESTS, foreign);

            Accounts accounts = new Truth(pipeline, List.of(foreign), testWorkload.reservoirs()).audit();

            assertThat(accounts.repartitioned())
                    .as("of a dozen partitions, one is right")
                    .isGreaterThan(foreign.sent() / 2);
            assertThat(accounts.spawned()).isEqualTo(REQUESTS - testWorkload.spoilt());
            assertThat(accounts.accepted()).as("those in their turn").isGreaterThan(REQUESTS);
        }
    }
}
