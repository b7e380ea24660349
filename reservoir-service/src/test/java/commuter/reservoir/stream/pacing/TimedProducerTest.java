package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.testing.RunningKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TimedProducerTest {
    private final String name = "timed-" + UUID.randomUUID();

    @Test
    void eachCommitIsToldOnceWithTheTimeThatItsOwnStepsTook() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", RunningKafka.sharedServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                RunningKafka.sharedServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name);
        List<Long> told = new ArrayList<>();
        try (TimedProducer producer = new TimedProducer(config, told::add)) {
            producer.initTransactions();
            long start = System.nanoTime();
            for (int commits = 1; commits <= 2; commits++) {
                producer.beginTransaction();
                var unused = producer.send(new ProducerRecord<>(name, new byte[1]));
                producer.flush();
                assertThat(told).as("before the commit").hasSize(commits - 1);
                producer.commitTransaction();
                assertThat(told).as("after the commit").hasSize(commits);
            }

            assertThat(told).allMatch(nanos -> nanos > 0);
            assertThat(told.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(System.nanoTime() - start);
        }
    }
}
