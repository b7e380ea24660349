package commuter.reservoir.topology;

import static commuter.reservoir.topology.Stream.RESERVOIR;
import static commuter.reservoir.topology.Stream.START;
import static commuter.reservoir.topology.Stream.passengerId;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static commuter.schemas.CommandType.REINSTATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import commuter.reservoir.outbox.Outbox;
import commuter.reservoir.outbox.OutboxEntry;
import commuter.reservoir.passenger.Waiting;
import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReservoirTopologyTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void theTopologyIsTheOneWeMeant() throws IOException {
        String expected = Files.readString(Path.of("src/test/resources/expected-topology.txt"));
        assertThat(stream.topology().describe().toString()).isEqualToIgnoringWhitespace(expected);
    }

    @Test
    void aSpawnRequestBecomesARowAndThenAnEvent() {
        stream.spawn(1);
        assertThat(stream.events())
                .as("nothing is told before the row is written")
                .isEmpty();

        stream.settle();

        Passenger row = stream.rows.row(passengerId(1));
        PassengerEvent event = stream.events().get(0);
        assertThat(event.passenger()).isEqualTo(row);
        assertThat(event.type()).isEqualTo(EventType.SPAWNED);
        assertThat(row.status()).isEqualTo(PassengerStatus.WAITING);
        assertThat(row.expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        assertThat(stream.eventsOf(Topics.SPAWNED)).containsExactly(event);
        assertThat(stream.invalidated).containsExactly(RESERVOIR);
    }

    @Test
    void sequenceCountsAReservoirsEventsWithoutAGap() {
        for (int n = 1; n <= 50; n++) {
            stream.spawn(n);
            stream.send(n % 2 == 0 ? BOARD : CANCEL, n, "V1");
            if (n % 7 == 0) {
                stream.settle();
            }
        }
        stream.settle();

        assertThat(stream.events()).extracting(PassengerEvent::sequence).containsExactlyElementsOf(longs(100));
    }

    @Test
    void manyRequestsAreOneBatch() {
        for (int n = 1; n <= 200; n++) {
            stream.spawn(n);
        }
        stream.settle();

        assertThat(stream.rows.batches()).hasSize(1);
        assertThat(stream.rows.size()).isEqualTo(200);
    }

    @Test
    void aBatchIsLimitedInBytesAndALargerRecordGoesAlone() {
        String padding = " ".repeat(Stream.BATCH_BYTES * 6 / 10);
        for (int n : new int[] {1, 2, 3}) {
            String request = new String(Json.write(Stream.request(n)), UTF_8) + (n == 3 ? padding.repeat(2) : padding);
            stream.rawSpawnRequests.pipeInput("route:1A".getBytes(UTF_8), request.getBytes(UTF_8));
        }
        stream.settle();

        assertThat(stream.rows.batches()).hasSize(3);
        assertThat(stream.events()).hasSize(3);
    }

    @Test
    void severalStepsOfOnePassengerAreOneRowAndAllItsEvents() {
        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(stream.rows.batches())
                .singleElement()
                .satisfies(rows -> assertThat(rows).hasSize(1));
        assertThat(stream.rows.row(passengerId(1)).version()).isEqualTo(3);
        assertThat(stream.events())
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.ALIGHTED);
        assertThat(stream.results()).extracting(CommandResult::outcome).containsOnly(Outcome.ACCEPTED);
    }

    @Test
    void aSpawnRequestSentTwiceIsOnePassenger() {
        stream.spawn(1);
        stream.settle();
        stream.spawn(1);
        stream.settle();

        assertThat(stream.events()).hasSize(1);
    }

    @Test
    void aSpawnRequestForAPassengerWhoHasFinishedDoesNothing() {
        stream.spawn(1);
        stream.send(CANCEL, 1, null);
        stream.settle();
        stream.spawn(1);
        stream.settle();

        assertThat(stream.events()).hasSize(2);
        assertThat(stream.rows.row(passengerId(1)).status()).isEqualTo(PassengerStatus.CANCELLED);
        assertThat(stream.rows.batches()).as("nothing is tried for ever").hasSize(2);
    }

    @Test
    void aPassengerOfAnotherReservoirIsNeitherSpawnedAgainNorTakenIn() {
        stream.rows.edit(
                Waiting.spawned(Stream.request(ReservoirId.route("2"), 1)).passenger());

        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(header(stream.deadLetters.readRecord(), "reason")).contains(passengerId(1), "route:2");
        assertThat(stream.results()).extracting(CommandResult::reason).containsExactly(RejectionReason.WRONG_RESERVOIR);
        assertThat(stream.events()).isEmpty();
        assertThat(stream.stats()).isEmpty();
    }

    @Test
    void ofTwoVehiclesOneBoardsThePassengerAndTheOtherLearnsWhoDid() {
        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        stream.send(BOARD, 1, "V2");
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results).extracting(CommandResult::outcome).containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
        assertThat(results.get(1).reason()).isEqualTo(RejectionReason.ALREADY_BOARDED);
        assertThat(results.get(1).message()).contains("V1");
        assertThat(stream.rows.row(passengerId(1)).vehicleId()).isEqualTo("V1");
    }

    @Test
    void aCommandSentAgainGetsTheSameResultAgain() {
        stream.spawn(1);
        PassengerCommand board = Stream.command("same", BOARD, 1, "V1");
        stream.commands.pipeInput(RESERVOIR, board);
        stream.commands.pipeInput(RESERVOIR, board);
        stream.settle();
        stream.commands.pipeInput(RESERVOIR, board);
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results).hasSize(3);
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(results).containsOnly(results.get(0));
        assertThat(stream.eventsOf(Topics.BOARDED)).hasSize(1);
    }

    @Test
    void aCommandForAPassengerWhomNobodyKnowsIsRefused() {
        stream.send(BOARD, 404, "V1");
        stream.settle();

        assertThat(stream.results()).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.reason()).isEqualTo(RejectionReason.UNKNOWN_PASSENGER);
        });
    }

    @Test
    void aPassengerWhoIsOnlyInStrapiIsLookedUpAndBoardedInOrder() {
        stream.rows.edit(Waiting.spawned(Stream.request(1)).passenger());
        stream.send(BOARD, 1, "V1");
        stream.send(BOARD, 1, "V2");
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(stream.results())
                .extracting(CommandResult::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED);
        assertThat(stream.rows.row(passengerId(1)).status()).isEqualTo(PassengerStatus.ALIGHTED);
        assertThat(lastStats().boarded()).isZero();
    }

    @Test
    void aCommandAheadOfItsSpawnRequestDoesNotHarmTheSpawn() {
        stream.send(BOARD, 1, "V1");
        stream.spawn(1);
        stream.settle();

        assertThat(stream.events()).extracting(PassengerEvent::sequence).containsExactly(1L, 2L);
        assertThat(stream.results()).hasSize(1);
    }

    @Test
    void aCancelledPassengerCanBeReinstatedAfterLeavingTheStore() {
        stream.spawn(1);
        stream.send(CANCEL, 1, null);
        stream.settle();
        stream.send(REINSTATE, 1, null);
        stream.settle();

        Passenger row = stream.rows.row(passengerId(1));
        assertThat(row.status()).isEqualTo(PassengerStatus.WAITING);
        assertThat(row.cancelledAt()).isNull();
        assertThat(stream.events()).last().extracting(PassengerEvent::type).isEqualTo(EventType.STATE_CHANGED);
        assertThat(lastStats().waiting()).isEqualTo(1);
    }

    @Test
    void anEditInStrapiWinsAndTheCommandIsDecidedAgain() {
        stream.spawn(1);
        stream.settle();
        Passenger waiting = stream.rows.row(passengerId(1));
        stream.rows.edit(waiting.next(PassengerStatus.CANCELLED)
                .cancelledAt(START.plusSeconds(5))
                .build());

        stream.send(BOARD, 1, "V1");
        stream.send(BOARD, 1, "V2");
        stream.settle();

        assertThat(stream.rows.row(passengerId(1)).status()).isEqualTo(PassengerStatus.CANCELLED);
        assertThat(stream.events())
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.STATE_CHANGED);
        assertThat(stream.results())
                .extracting(CommandResult::reason)
                .containsExactly(RejectionReason.CONFLICT, RejectionReason.ILLEGAL_TRANSITION);
        assertThat(lastStats().waiting()).isZero();
    }

    @Test
    void aRowDeletedInStrapiMakesThePassengerUnknown() {
        stream.spawn(1);
        stream.settle();
        stream.rows.delete(passengerId(1));
        stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(stream.results())
                .extracting(CommandResult::reason)
                .containsExactly(RejectionReason.UNKNOWN_PASSENGER);
        assertThat(lastStats().waiting()).isZero();
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
        });
        assertThat(header(stream.deadLetters.readRecord(), "source_topic")).isEqualTo("passenger.commands");
        assertThat(lastStats().waiting()).isEqualTo(1);
        stream.rows.refuseFrom(passengerId(1), Long.MAX_VALUE);
        stream.pass(Duration.ofMinutes(31));
        assertThat(stream.eventsOf(Topics.EXPIRED))
                .as("who could not board goes on waiting")
                .hasSize(1);
    }

    @Test
    void anUnreadableRecordBecomesADeadLetterThatTellsItsOriginAndReason() {
        byte[] broken = "{\"command_id\":\"c\",\"type\":\"FLY\"}".getBytes(UTF_8);
        stream.rawCommands.pipeInput("route:1A".getBytes(UTF_8), broken);

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(broken);
        assertThat(header(letter, "source_topic")).isEqualTo("passenger.commands");
        assertThat(header(letter, "source_offset")).isEqualTo("0");
        assertThat(header(letter, "reason")).contains("type", "FLY", "BOARD");
    }

    @Test
    void aRecordWhoseKeyIsNotItsReservoirBecomesADeadLetter() {
        stream.rawSpawnRequests.pipeInput("route:2".getBytes(UTF_8), Json.write(Stream.request(1)));
        stream.rawSpawnRequests.pipeInput(null, Json.write(Stream.request(2)));
        stream.settle();

        assertThat(header(stream.deadLetters.readRecord(), "reason")).contains("key", "route:2", "route:1A");
        assertThat(header(stream.deadLetters.readRecord(), "reason")).contains("key", "missing");
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
    void whoWaitsTooLongExpiresAndWhoHasBoardedDoesNot() {
        stream.spawn(1);
        stream.spawn(2);
        stream.send(BOARD, 2, "V1");
        stream.pass(Duration.ofMinutes(29));
        assertThat(stream.eventsOf(Topics.EXPIRED)).isEmpty();

        stream.pass(Duration.ofMinutes(2));

        assertThat(stream.eventsOf(Topics.EXPIRED)).singleElement().satisfies(event -> {
            assertThat(event.passenger().passengerId()).isEqualTo(passengerId(1));
            assertThat(event.occurredAt()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        });
        assertThat(stream.rows.row(passengerId(2)).status()).isEqualTo(PassengerStatus.BOARDED);
    }

    @Test
    void figuresFollowTheEventsAndComeAtMostOnceASecond() {
        stream.spawn(1);
        stream.spawn(2);
        stream.spawn(3);
        stream.send(BOARD, 1, "V1");
        stream.send(CANCEL, 2, null);
        stream.settle();
        stream.pass(Duration.ofSeconds(1));

        List<ReservoirStats> stats = stream.stats();
        assertThat(stats).hasSize(1);
        assertThat(stats.get(0).waiting()).isEqualTo(1);
        assertThat(stats.get(0).boarded()).isEqualTo(1);
        assertThat(stats.get(0).sequence()).isEqualTo(5);
        assertThat(stats.get(0).totals()).isEqualTo(new ReservoirStats.Totals(3, 1, 0, 1, 0));
    }

    @Test
    void figuresTellSinceWhenTheFirstInTheQueueHasWaited() {
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(RESERVOIR, 1, START.plusSeconds(20)));
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(RESERVOIR, 2, START.plusSeconds(10)));
        stream.settle();
        assertThat(lastStats().waitingSince()).isEqualTo(START.plusSeconds(10));

        stream.send(BOARD, 2, "V1");
        stream.settle();
        assertThat(lastStats().waitingSince()).isEqualTo(START.plusSeconds(20));

        stream.send(CANCEL, 1, null);
        stream.settle();
        assertThat(lastStats().waitingSince()).isNull();
    }

    @Test
    void eventsCarryCloudEventHeadersAndTheTraceOfTheirInput() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> record = new TestRecord<>(RESERVOIR, Stream.request(1));
        record.headers().add("traceparent", trace.getBytes(UTF_8));
        stream.spawnRequests.pipeInput(record);
        stream.settle();

        TestRecord<ReservoirId, PassengerEvent> event = stream.eventRecords().get(0);
        assertThat(header(event, "ce_type")).isEqualTo("passenger.spawned");
        assertThat(header(event, "ce_id")).isEqualTo(event.value().eventId());
        assertThat(header(event, "ce_source")).isEqualTo("/reservoir-service");
        assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(event, "traceparent")).isEqualTo(trace);
    }

    @Test
    void theOutboxKeepsOnDiskExactlyWhatHasNotLanded() {
        stream.spawn(1);
        stream.spawn(2);
        assertThat(passengersInOutbox()).containsExactly(passengerId(1), passengerId(2));

        stream.settle();
        assertThat(passengersInOutbox()).isEmpty();

        stream.spawn(3);
        stream.send(BOARD, 1, "V1");
        assertThat(passengersInOutbox())
                .as("in the slots of those before")
                .containsExactly(passengerId(3), passengerId(1));
        stream.settle();
        assertThat(passengersInOutbox()).isEmpty();
    }

    @Test
    void aSpawnIsKeptOnDiskWhenItsPassengerMovesOnBeforeItHasLanded() {
        stream.spawn(1);
        stream.spawn(2);
        stream.send(BOARD, 1, "V1");
        assertThat(passengersInOutbox()).containsExactly(passengerId(1), passengerId(2), passengerId(1));

        stream.settle();
        assertThat(passengersInOutbox()).isEmpty();
        assertThat(stream.events()).hasSize(3);
    }

    @Test
    void whatIsDecidedAgainIsNotLeftInTheOutboxTwice() {
        stream.spawn(1);
        stream.settle();
        stream.rows.edit(stream.rows
                .row(passengerId(1))
                .next(PassengerStatus.CANCELLED)
                .cancelledAt(START)
                .build());
        stream.send(BOARD, 1, "V1");
        stream.driver.advanceWallClockTime(Duration.ofMillis(10));
        stream.send(BOARD, 1, "V2");
        stream.settle();

        assertThat(passengersInOutbox()).isEmpty();
        assertThat(stream.results()).hasSize(2);
    }

    /** Opens the outbox as a task does that starts after a crash. */
    private List<String> passengersInOutbox() {
        Outbox outbox = new Outbox(stream.driver.getKeyValueStore(Node.OUTBOX_STORE));
        new Passengers(stream.driver.getKeyValueStore(Node.PASSENGER_STORE), outbox, passenger -> {}).leaveATrace();
        return outbox.head(Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                .map(OutboxEntry::passengerId)
                .toList();
    }

    @Test
    void aTraceHeaderThatIsNoneHoldsUpNobody() {
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> empty = new TestRecord<>(RESERVOIR, Stream.request(1));
        empty.headers().add("traceparent", null);
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> huge = new TestRecord<>(RESERVOIR, Stream.request(2));
        huge.headers().add("traceparent", new byte[70_000]);
        stream.spawnRequests.pipeInput(empty);
        stream.spawnRequests.pipeInput(huge);
        stream.settle();

        assertThat(stream.events()).hasSize(2);
    }

    private ReservoirStats lastStats() {
        stream.pass(Duration.ofSeconds(1));
        List<ReservoirStats> stats = stream.stats();
        return stats.get(stats.size() - 1);
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static List<Long> longs(int last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }
}
