package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.BOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.PassengerEvent;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.Duration;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that cannot be used does not affect others, and its sender learns the reason. */
class UnusableRecordsTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void aRowThatStrapiRefusesGoesAloneToTheDeadLetters() {
        stream.rows.refuse(passengerId(2));
        stream.spawn(1);
        stream.spawn(2);
        stream.spawn(3);
        stream.settle();

        assertThat(stream.events())
                .extracting(event -> event.passenger().passengerId())
                .containsExactly(passengerId(1), passengerId(3));
        assertThat(stream.deadLetters.readRecord().value()).isEqualTo(Json.write(Stream.request(2)));
    }

    @Test
    void ofStepsWrittenTogetherOnlyTheRefusedOneIsToBlame() {
        stream.rows.refuseFrom(passengerId(1), 2);
        stream.spawn(1);
        String board = stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(stream.events()).extracting(PassengerEvent::type).containsExactly(EventType.SPAWNED);
        assertThat(stream.results()).singleElement().satisfies(result -> {
            assertThat(result.commandId()).isEqualTo(board);
            assertThat(result.reason()).isEqualTo(RejectionReason.INVALID);
            assertThat(result.passenger()).isEqualTo(stream.rows.row(passengerId(1)));
        });
        assertThat(Stream.header(stream.deadLetters.readRecord(), "source_topic"))
                .isEqualTo("passenger.commands");
        assertThat(stream.lastStats().waiting()).isEqualTo(1);
        stream.rows.refuseFrom(passengerId(1), Long.MAX_VALUE);
        stream.pass(Duration.ofMinutes(31));
        assertThat(stream.eventsOf(Topics.EXPIRED))
                .as("who could not board goes on waiting")
                .hasSize(1);
    }

    @Test
    void anExpiryThatStrapiRefusesIsNotTriedForEver() {
        stream.spawn(1);
        stream.settle();
        stream.rows.refuseFrom(passengerId(1), 2);
        stream.pass(Duration.ofMinutes(31));
        stream.pass(Duration.ofSeconds(1));
        int writes = stream.rows.attempts();

        stream.pass(Duration.ofSeconds(1));
        stream.pass(Duration.ofSeconds(1));

        assertThat(stream.rows.attempts()).isEqualTo(writes);
    }

    @Test
    void anUnreadableRecordBecomesADeadLetterThatTellsItsOriginAndReason() {
        byte[] broken = "{\"command_id\":\"c\",\"type\":\"FLY\"}".getBytes(UTF_8);
        stream.rawCommands.pipeInput("route:1A".getBytes(UTF_8), broken);

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(broken);
        assertThat(Stream.header(letter, "source_topic")).isEqualTo("passenger.commands");
        assertThat(Stream.header(letter, "source_offset")).isEqualTo("0");
        assertThat(Stream.header(letter, "reason")).contains("type", "FLY", "BOARD");
    }

    @Test
    void aRecordWhoseKeyIsNotItsReservoirBecomesADeadLetter() {
        stream.rawSpawnRequests.pipeInput("route:2".getBytes(UTF_8), Json.write(Stream.request(1)));
        stream.rawSpawnRequests.pipeInput(null, Json.write(Stream.request(2)));
        stream.settle();

        assertThat(Stream.header(stream.deadLetters.readRecord(), "reason")).contains("key", "route:2", "route:1A");
        assertThat(Stream.header(stream.deadLetters.readRecord(), "reason")).contains("key", "missing");
        assertThat(stream.rows.size()).isZero();
    }

    @Test
    void theSenderOfAnUnusableCommandIsToldWhy() {
        String command = "{\"command_id\":\"c-%s\",\"type\":\"BOARD\",\"passenger_id\":\"" + passengerId(1)
                + "\",\"reservoir\":\"route:1A\",\"issued_at\":\"2026-03-02T07:30:00Z\"%s}";
        stream.rawCommands.pipeInput(
                "route:1A".getBytes(UTF_8), command.formatted("1", "").getBytes(UTF_8));
        stream.rawCommands.pipeInput(
                "route:2".getBytes(UTF_8),
                command.formatted("2", ",\"vehicle_id\":\"V1\"").getBytes(UTF_8));
        stream.rawCommands.pipeInput("route:1A".getBytes(UTF_8), "{\"command_id\":\"c-3\"}".getBytes(UTF_8));

        assertThat(stream.results())
                .extracting(CommandResult::commandId, CommandResult::reason, CommandResult::message)
                .containsExactly(
                        tuple("c-1", RejectionReason.INVALID, "vehicle_id: is required"),
                        tuple(
                                "c-2",
                                RejectionReason.INVALID,
                                "key: 'route:2' must be the record's reservoir, route:1A"));
        assertThat(stream.deadLetters.readRecordsToList()).hasSize(3);
    }

    @Test
    void anInvalidTraceHeaderStopsNoRecord() {
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> empty = new TestRecord<>(RESERVOIR, Stream.request(1));
        empty.headers().add("traceparent", null);
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> huge = new TestRecord<>(RESERVOIR, Stream.request(2));
        huge.headers().add("traceparent", new byte[70_000]);
        stream.spawnRequests.pipeInput(empty);
        stream.spawnRequests.pipeInput(huge);
        stream.settle();

        assertThat(stream.events()).hasSize(2);
    }
}
