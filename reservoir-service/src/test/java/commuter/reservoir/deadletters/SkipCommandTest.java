package commuter.reservoir.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.DeadLetterHeaders;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import commuter.testing.Journal;
import commuter.testing.RunningKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command on a real broker, without a running reservoir: only its consumer group exists. */
class SkipCommandTest {
    private static final String GROUP = "reservoir-service";
    private static final String TOPIC = Topics.COMMANDS.name();
    private static final TopicPartition PLACE = new TopicPartition(TOPIC, 1);

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", RunningKafka.sharedServers());
    private Admin admin;
    private Journal journal;
    private long offset;

    @BeforeEach
    void publish() throws Exception {
        admin = Admin.create(kafka);
        new TopicProvisioner(admin, TopicPlan.of(3)).provision();
        journal = new Journal(RunningKafka.sharedServers(), List.of(Topics.DEAD_LETTERS));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            offset = producer.send(new ProducerRecord<>(TOPIC, PLACE.partition(), null, new byte[10]))
                    .get()
                    .offset();
        }
        admin.alterConsumerGroupOffsets(GROUP, Map.of(PLACE, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        journal.close();
        admin.close();
    }

    @Test
    void theReservoirGoesOnBehindTheRecordWhichIsOneDeadLetterHoweverOftenItIsSkipped() throws Exception {
        assertThat(skip(offset, "--yes").out()).contains("Skipped " + PLACE + "@" + offset);
        Outcome again = skip(offset, "--yes");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("on at " + (offset + 1), "it is past that already");
        assertThat(committed()).isEqualTo(offset + 1);
        List<ConsumerRecord<byte[], byte[]>> letters = journal.records(Topics.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        assertThat(header(letters.get(0), DeadLetterHeaders.SOURCE_TOPIC)).isEqualTo(TOPIC);
        assertThat(header(letters.get(0), DeadLetterHeaders.SOURCE_PARTITION)).isEqualTo("1");
        assertThat(header(letters.get(0), DeadLetterHeaders.SOURCE_OFFSET)).isEqualTo(Long.toString(offset));
        assertThat(header(letters.get(0), DeadLetterHeaders.REASON)).startsWith("SKIPPED");
        String place = letters.get(0).partition() + ":" + letters.get(0).offset();
        assertThat(run("list", "--reason", "SKIPPED").out())
                .contains(place, PLACE + "@" + offset, "value_size unknown");
        assertThat(run("replay", place, "--yes").err()).contains("cannot be sent as it is");
    }

    @Test
    void aDryRunAndANoChangeNothing() throws Exception {
        assertThat(skip(offset, "--dry-run").out()).contains("Would skip " + PLACE + "@" + offset);
        assertThat(skip(offset).code()).isZero();

        assertThat(committed()).isEqualTo(offset);
        assertThat(journal.records(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void anotherRecordThanTheNextOneIsNotSkipped() throws Exception {
        assertThat(skip(offset - 1, "--yes").err()).contains("on at " + offset + ", not at " + (offset - 1));
        assertThat(skip(offset + 1, "--yes").err()).contains("beginning at " + offset);
        admin.alterConsumerGroupOffsets(GROUP, Map.of(PLACE, new OffsetAndMetadata(offset + 1)))
                .all()
                .get();
        assertThat(skip(offset + 1, "--yes").err()).contains("There is nothing at");
        assertThat(run("skip", "--topic", TOPIC, "--partition", "99", "--offset", "0")
                        .err())
                .contains("Kafka has no partition " + TOPIC + "-99");
        assertThat(run("skip", "--topic", "elsewhere", "--partition", "1", "--offset", "0")
                        .err())
                .contains("--topic elsewhere must be one of passenger.commands, passenger.spawn-requests");

        assertThat(committed()).isEqualTo(offset + 1);
        assertThat(journal.records(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void whileTheReservoirRunsNothingIsSkipped() throws Exception {
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", RunningKafka.sharedServers(), "group.id", GROUP),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            member.subscribe(List.of(TOPIC));
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(100));
            }

            Outcome skip = skip(offset, "--yes");

            assertThat(skip.code()).isEqualTo(2);
            assertThat(skip.err()).contains("The reservoir runs", "Stop every instance");
            assertThat(journal.records(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    private long committed() throws Exception {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(PLACE)
                .offset();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private Outcome skip(long chosen, String... more) {
        String[] arguments = {"skip", "--topic", TOPIC, "--partition", "1", "--offset", Long.toString(chosen)};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    private Outcome run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--bootstrap-servers";
        all[arguments.length + 1] = RunningKafka.sharedServers();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = DeadLettersCommand.commandLine(question -> false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Outcome(command.execute(all), out.toString(), err.toString());
    }

    private record Outcome(int code, String out, String err) {}
}
