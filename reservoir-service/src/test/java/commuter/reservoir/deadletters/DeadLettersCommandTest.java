package commuter.reservoir.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import commuter.testing.RunningKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command on a real broker. Each test uses its own reason, so that it finds only its own letters. */
class DeadLettersCommandTest {
    private static final String COMMANDS = Topics.COMMANDS.name();
    private static final String KEY = "route:1A";

    private static String kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String reason = "reason-" + UUID.randomUUID();
    private String question;
    private boolean agrees = true;

    @BeforeAll
    static void connect() throws Exception {
        kafka = RunningKafka.sharedServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            new TopicProvisioner(admin, TopicPlan.of(3)).provision();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
    }

    @Test
    void aListShowsEachLettersPlaceSourceReasonKeyAndValue() throws Exception {
        String place = letter(COMMANDS, KEY, "{\"a\":1}");

        Outcome list = run("list", "--reason", reason);

        assertThat(list.code()).isZero();
        assertThat(list.out()).contains(place, "from " + COMMANDS + "-2@7", reason, KEY, "{\"a\":1}", "1 dead letters");
    }

    @Test
    void asJsonEachLetterIsOneLineWithItsWholeValue() throws Exception {
        String value = "x".repeat(5000);
        letter(COMMANDS, KEY, value);
        letter(COMMANDS, KEY, new byte[] {(byte) 0xff, 0});

        List<JsonNode> lines = run("list", "--reason", reason, "--json").json();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("value").asString()).isEqualTo(value);
        assertThat(lines.get(0).path("source_topic").asString()).isEqualTo(COMMANDS);
        assertThat(lines.get(1).path("value_base64").asString()).isEqualTo("/wA=");
    }

    @Test
    void filtersChooseByTopicAndAgeAndNumber() throws Exception {
        String old = letter(COMMANDS, KEY, "1", Duration.ofHours(3).toMillis());
        String other = letter(Topics.SPAWN_REQUESTS.name(), KEY, "2", 2000);
        String newest = letter(COMMANDS, KEY, "3", 1000);

        assertThat(run("list", "--reason", reason, "--topic", COMMANDS).out())
                .contains(old, newest)
                .doesNotContain(other);
        assertThat(run("list", "--reason", reason, "--since", "2h").out())
                .contains(other, newest)
                .doesNotContain(old);
        assertThat(run("list", "--reason", reason, "--limit", "1").out())
                .contains(newest)
                .doesNotContain(old, other);
    }

    @Test
    void aReplayedLetterIsItselfAgainWithItsOwnHeaders() throws Exception {
        String place = letter(COMMANDS, KEY, "{}");

        Outcome replay = run("replay", place, "--yes");

        assertThat(replay.out()).contains(place, "Sent 1.");
        ConsumerRecord<byte[], byte[]> sent = sent().get(0);
        assertThat(new String(sent.key(), UTF_8)).isEqualTo(KEY);
        assertThat(new String(sent.value(), UTF_8)).isEqualTo("{}");
        assertThat(sent.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactly("test=" + reason, "ce_id=command-1");
    }

    @Test
    void aLetterIsSentOnceUnlessToldToSendItAgain() throws Exception {
        String place = letter(COMMANDS, KEY, "{}");

        run("replay", place);
        assertThat(run("replay", place).out()).contains("left out").doesNotContain("Sent");
        run("replay", "--reason", reason);
        assertThat(sent()).hasSize(1);
        assertThat(run("list", "--reason", reason).out()).contains("replayed", "1 dead letters, 1 of them replayed");

        run("replay", place, "--again");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aFilterSendsAllThatMatch() throws Exception {
        for (int i = 0; i < 450; i++) {
            letter(COMMANDS, "route:" + i, "{}");
        }

        assertThat(run("replay", "--reason", reason).out()).contains("Sent 450.");

        assertThat(sent()).hasSize(450);
        assertThat(run("list", "--reason", reason).out()).contains("450 dead letters, 450 of them replayed");
    }

    @Test
    void aDryRunAndANoSendNothing() throws Exception {
        String place = letter(COMMANDS, KEY, "{}");

        assertThat(run("replay", place, "--dry-run").out()).contains(place, "Would send 1.");
        agrees = false;
        run("replay", place);

        assertThat(question).isEqualTo("Send 1?");
        assertThat(sent()).isEmpty();
        assertThat(run("list", "--reason", reason).out()).doesNotContain("replayed");
    }

    @Test
    void aCorrectedLetterIsSentAsCorrected(@TempDir Path folder) throws Exception {
        String place = letter(COMMANDS, "route:wrong", "{broken");
        Path corrected = Files.writeString(folder.resolve("corrected.json"), command("route:1A"));

        Outcome half = run("replay", place, "--value", corrected.toString());
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains(place, "'route:wrong' must be the record's reservoir, route:1A (--key)");

        assertThat(run("replay", place, "--value", corrected.toString(), "--key", KEY)
                        .code())
                .isZero();
        assertThat(new String(sent().get(0).value(), UTF_8)).isEqualTo(command("route:1A"));
        assertThat(new String(sent().get(0).key(), UTF_8)).isEqualTo(KEY);
    }

    @Test
    void aCorrectionThatWouldBeRefusedIsNotSent(@TempDir Path folder) throws Exception {
        String place = letter(COMMANDS, KEY, "{broken");
        Path corrected = Files.writeString(folder.resolve("corrected.json"), "{\"type\":\"FLY\"}");

        Outcome replay = run("replay", place, "--value", corrected.toString());

        assertThat(replay.code()).isEqualTo(2);
        assertThat(replay.err()).contains("type", "'FLY' must be one of [BOARD, ALIGHT, CANCEL, REINSTATE, REFRESH]");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aReplayThatWasBegunBeforeAnotherSendsNothing() throws Exception {
        String place = letter(COMMANDS, KEY, "{}");
        Outcome first = run(
                text -> {
                    run("replay", place);
                    return true;
                },
                "replay",
                place);

        assertThat(first.code()).isEqualTo(1);
        assertThat(first.err()).contains("Another replay or skip was begun meanwhile");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void headersOfASenderNeverActAsOursAndAreSentAgain() throws Exception {
        String first = letter(COMMANDS, KEY, "{}");
        String offset = first.substring(first.indexOf(':') + 1);
        Header[] own = {
            header("replay_of", "abc"),
            header("replay_of", offset),
            header("source_topic", "elsewhere"),
            header("reason", "none")
        };
        String strange = letter(COMMANDS, KEY, "{}".getBytes(UTF_8), 0, own);
        String deleted = letter(COMMANDS, KEY, null, 0, own);

        Outcome list = run("list", "--reason", reason);
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .contains(first, strange, deleted, "3 dead letters")
                .doesNotContain("replayed", "elsewhere");
        assertThat(run("replay", strange, "--yes").code()).isZero();
        assertThat(sent().get(0).headers().toArray()).startsWith(own);
    }

    @Test
    void aLetterThatWasCutSaysWhereTheWholeOfItMayBe() throws Exception {
        String place = letter(COMMANDS, KEY, "{\"a\":".getBytes(UTF_8), 0, header("value_size", "20000557"));

        assertThat(run("list", "--reason", reason).out()).contains("cut:    value_size 20000557");
        assertThat(run("list", "--reason", reason, "--json")
                        .json()
                        .get(0)
                        .path("value_size")
                        .asString())
                .isEqualTo("20000557");
        Outcome replay = run("replay", place, "--yes");
        assertThat(replay.code()).isEqualTo(2);
        assertThat(replay.err())
                .contains("value_size 20000557", COMMANDS + "-2@7", "--value")
                .hasLineCount(1);
        assertThat(sent()).isEmpty();
        letter(COMMANDS, KEY, "{}");
        assertThat(run("replay", "--reason", reason, "--yes").out()).contains("1 were not kept whole", "Sent 1.");
    }

    @Test
    void whatASenderSaysSteersNoTerminal() throws Exception {
        letter("a\u001b[2J", "k\u009b\r\nforged", "Zürich\u001b[31m");

        assertThat(run("list", "--reason", reason).out())
                .contains("from a\\u001b[2J", "k\\u009b\\r\\nforged", "Zürich\\u001b[31m")
                .doesNotContain("\u001b", "\u009b", "\nforged");
        Outcome json = run("list", "--reason", reason, "--json");
        assertThat(json.out()).doesNotContain("\u001b", "\u009b");
        assertThat(json.json().get(0).path("key").asString()).isEqualTo("k\u009b\r\nforged");
    }

    @Test
    void whatCannotBeDoneIsExplainedInALine() throws Exception {
        assertThat(run("replay").err()).contains("PARTITION:OFFSET", "--reason", "--all");
        assertThat(run("replay", "7").err()).contains("'7' must be partition:offset");
        assertThat(run("replay", "0:999999").err()).contains("There is no dead letter at 0:999999.");
        assertThat(run("list", "--since", "yesterday").err()).contains("'yesterday' must be an instant such as");
        String strange = letter("elsewhere", KEY, "{}");
        assertThat(run("replay", strange).err()).contains("came from 'elsewhere', to which nothing can be replayed");
    }

    private static String command(String reservoir) {
        return "{\"command_id\":\"c-1\",\"type\":\"CANCEL\",\"passenger_id\":\"PASS_" + "0".repeat(32)
                + "\",\"reservoir\":\"" + reservoir + "\",\"issued_at\":\"2026-03-02T07:30:00Z\"}";
    }

    private String letter(String topic, String key, String value) throws Exception {
        return letter(topic, key, value.getBytes(UTF_8), 0);
    }

    private String letter(String topic, String key, byte[] value) throws Exception {
        return letter(topic, key, value, 0);
    }

    private String letter(String topic, String key, String value, long age) throws Exception {
        return letter(topic, key, value.getBytes(UTF_8), age);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private String letter(String topic, String key, byte[] value, long age, Header... own) throws Exception {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, System.currentTimeMillis() - age, key.getBytes(UTF_8), value);
        List.of(own).forEach(letter.headers()::add);
        letter.headers()
                .add("test", reason.getBytes(UTF_8))
                .add("ce_id", "command-1".getBytes(UTF_8))
                .add("source_topic", topic.getBytes(UTF_8))
                .add("source_partition", "2".getBytes(UTF_8))
                .add("source_offset", "7".getBytes(UTF_8))
                .add("reason", reason.getBytes(UTF_8));
        var place = producer.send(letter).get();
        return place.partition() + ":" + place.offset();
    }

    private record Outcome(int code, String out, String err) {
        List<JsonNode> json() {
            return out.lines().map(Json.MAPPER::readTree).toList();
        }
    }

    private Outcome run(String... arguments) {
        return run(
                text -> {
                    question = text;
                    return agrees;
                },
                arguments);
    }

    private static Outcome run(Operator operator, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-servers=" + kafka);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = DeadLettersCommand.commandLine(operator);
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(all.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    /** What this test's replayed letters look like on the topic of commands. */
    private List<ConsumerRecord<byte[], byte[]>> sent() {
        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(COMMANDS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(sent::add);
            }
        }
        sent.removeIf(record -> {
            Header test = record.headers().lastHeader("test");
            return test == null || !reason.equals(new String(test.value(), UTF_8));
        });
        return sent;
    }
}
