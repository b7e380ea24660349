package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.BOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.Json;
import commuter.schemas.PassengerEvent;
import commuter.schemas.RejectionReason;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record that a client can publish stops the stream, moves its time, or leads to a record that Kafka refuses. */
class PoisonTest {
    private static final byte[] KEY = "route:1A".getBytes(UTF_8);
    private static final int LARGEST_RECORD = 1_500_000;

    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_700_000_000, Long.MAX_VALUE, 253_402_300_800_000L})
    void aRecordWithAnyTimestampIsAcceptedAndNobodyExpires(long timestamp) {
        stream.spawn(1);
        stream.settle();

        stream.rawSpawnRequests.pipeInput(
                new TestRecord<>(KEY, Json.write(Stream.request(2)), new RecordHeaders(), timestamp));
        stream.rawCommands.pipeInput(
                new TestRecord<>(KEY, "no command".getBytes(UTF_8), new RecordHeaders(), timestamp));
        stream.pass(Duration.ofSeconds(2));

        assertThat(stream.events())
                .extracting(
                        event -> event.passenger().passengerId(),
                        event -> event.type().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(passengerId(1), "SPAWNED"),
                        org.assertj.core.groups.Tuple.tuple(passengerId(2), "SPAWNED"));
        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.getRecordTime()).as("kept as long as others").isAfterOrEqualTo(Stream.START);
        assertThat(names(letter))
                .containsExactlyInAnyOrder("source_topic", "source_partition", "source_offset", "reason");
    }

    @Test
    void theTimeThatARecordClaimsMakesItsEventIdAsBefore() {
        RecordHeaders forged = new RecordHeaders();
        forged.add("commuter_claimed_timestamp", new byte[8]);
        stream.rawSpawnRequests.pipeInput(
                new TestRecord<>(KEY, Json.write(Stream.request(1)), forged, Stream.START.toEpochMilli()));
        stream.rawSpawnRequests.pipeInput(
                new TestRecord<>(KEY, Json.write(Stream.request(2)), new RecordHeaders(), Long.MAX_VALUE));
        stream.settle();

        assertThat(stream.events())
                .extracting(PassengerEvent::eventId)
                .containsExactly(eventId(1, 0, Stream.START.toEpochMilli()), eventId(2, 1, Long.MAX_VALUE));
    }

    @Test
    void ofARecordThatIsTooLargeADeadLetterKeepsTheBeginningAndTellsTheRest() throws Exception {
        byte[] value = "z".repeat(20_000_000).getBytes(UTF_8);
        stream.rawCommands.pipeInput(KEY, value);
        stream.spawn(1);
        stream.settle();

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, 64 * 1024));
        assertThat(Stream.header(letter, "reason")).isEqualTo("value: has 20000000 bytes, at most 2097152");
        assertThat(Stream.header(letter, "value_size")).isEqualTo("20000000");
        assertThat(Stream.header(letter, "value_sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        assertThat(Stream.header(letter, "source_offset")).isEqualTo("0");
        assertThat(stream.events()).as("the next one").hasSize(1);
    }

    @Test
    void whatIsTooLongInAnyPartBecomesASmallDeadLetterAndItsSenderIsTold() {
        byte[] command = Json.write(Stream.command("c-1", BOARD, 1, "V1"));
        RecordHeaders large = new RecordHeaders();
        large.add("large", new byte[900_000]);
        RecordHeaders many = new RecordHeaders();
        for (int i = 0; i < 10_000; i++) {
            many.add("n" + i, null);
        }
        byte[] quoted = new String(command, UTF_8)
                .replace("\"V1\"", "\"" + "v".repeat(900_000) + "\"")
                .getBytes(UTF_8);
        byte[] broken = new String(command, UTF_8).replace("BOARD", "BORED").getBytes(UTF_8);
        stream.rawCommands.pipeInput(new TestRecord<>(KEY, broken, large));
        stream.rawCommands.pipeInput(new TestRecord<>(KEY, broken, many));
        stream.rawCommands.pipeInput(new TestRecord<>(new byte[360_000], command));
        stream.rawCommands.pipeInput(new TestRecord<>(KEY, quoted));

        List<TestRecord<byte[], byte[]>> letters = stream.deadLetters.readRecordsToList();
        assertThat(letters)
                .hasSize(4)
                .allSatisfy(letter -> assertThat(size(letter)).isLessThan(LARGEST_RECORD));
        assertThat(letters.subList(0, 2))
                .allSatisfy(letter -> assertThat(names(letter)).contains("headers_size"));
        assertThat(letters)
                .extracting(letter -> Stream.header(letter, "reason").split(" ", 2)[0])
                .containsExactly("type:", "type:", "key:", "vehicle_id:");
        List<CommandResult> results = stream.results();
        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.reason()).isEqualTo(RejectionReason.INVALID);
            assertThat(Json.write(result).length).isLessThan(2_000);
        });
    }

    @Test
    void headersOfAnyKindStopNoRecordAndAreNeverTakenForTheReservoirsOwn() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("", null);
        headers.add("\u00e4\u0000\ud83d", new byte[] {(byte) 0xff});
        headers.add("traceparent", new byte[] {(byte) 0xc3, 0, 27});
        headers.add("source_offset", "17".getBytes(UTF_8));
        headers.add("replay_of", "5".getBytes(UTF_8));
        headers.add("reason", null);
        stream.rawSpawnRequests.pipeInput(new TestRecord<>(KEY, Json.write(Stream.request(1)), headers));
        stream.rawSpawnRequests.pipeInput(new TestRecord<>(KEY, null, headers));
        stream.rawSpawnRequests.pipeInput(new TestRecord<>(null, null, headers));
        stream.settle();

        assertThat(stream.events()).hasSize(1);
        List<TestRecord<byte[], byte[]>> letters = stream.deadLetters.readRecordsToList();
        assertThat(letters).hasSize(2).allSatisfy(letter -> {
            assertThat(names(letter))
                    .contains("original_replay_of", "original_source_offset")
                    .doesNotContain("replay_of");
            assertThat(Stream.header(letter, "reason")).isEqualTo("$: is empty");
        });
        assertThat(Stream.header(letters.get(0), "source_offset")).isEqualTo("1");
    }

    @Test
    void anInputThatTheStreamFailsOverThreeTimesIsPassedOver() {
        String place = "passenger.commands-0@0";
        for (int i = 0; i < 3; i++) {
            stream.failed.failed(commuter.reservoir.stream.intake.FailedInputException.of(
                    place, new IllegalStateException("a bug")));
        }
        assertThat(stream.failed.current())
                .singleElement()
                .satisfies(failure -> assertThat(failure.place()).isEqualTo(place));

        stream.commands.pipeInput(RESERVOIR, Stream.command("c-1", BOARD, 1, "V1"));

        assertThat(Stream.header(stream.deadLetters.readRecord(), "reason"))
                .isEqualTo("the reservoir failed over it 3 times: java.lang.IllegalStateException: a bug");
        assertThat(stream.results()).extracting(CommandResult::reason).containsExactly(RejectionReason.INVALID);
        assertThat(stream.failed.current()).as("the stream has come past it").isEmpty();
    }

    private static String eventId(int passenger, long offset, long timestamp) {
        String name = passengerId(passenger) + "|passenger.spawn-requests|0|" + offset + "|" + timestamp;
        return java.util.UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }

    private static List<String> names(TestRecord<?, ?> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key())
                .toList();
    }

    private static long size(TestRecord<byte[], byte[]> record) {
        long size = record.value().length + (record.key() == null ? 0 : record.key().length);
        for (var header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
