package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static commuter.schemas.CommandType.REINSTATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import commuter.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    void aResultIsFoundByAnOwnerWhoseClockIsBehind() {
        stream.spawn(1);
        stream.settle();
        PassengerCommand board = Stream.command("same", BOARD, 1, "V1");
        // To the owner whose clock is right the command is hours old; the next owner's clock is hours behind the log.
        stream.commands.pipeInput(RESERVOIR, board, START.plus(Duration.ofHours(3)));
        stream.settle();
        stream.commands.pipeInput(RESERVOIR, board, START.plus(Duration.ofHours(4)));
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results).hasSize(2).containsOnly(results.get(0));
    }

    @Test
    void aResultIsForgottenADayOfTheLogAfterItsCommand() {
        stream.spawn(1);
        stream.settle();
        PassengerCommand board = Stream.command("same", BOARD, 1, "V1");
        stream.commands.pipeInput(RESERVOIR, board, START);
        stream.settle();
        stream.send(BOARD, 1, "V2");
        stream.commands.pipeInput(RESERVOIR, Stream.command("other", BOARD, 1, "V1"), START.plus(Duration.ofDays(3)));
        stream.settle();
        stream.commands.pipeInput(RESERVOIR, board, START.plus(Duration.ofDays(3)));
        stream.settle();

        assertThat(stream.results())
                .extracting(CommandResult::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.REJECTED, Outcome.REJECTED);
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
        assertThat(stream.lastStats().waiting()).isEqualTo(1);
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
    void nobodyExpiresBeforeTheCommandsOfThatTimeAreDecided() {
        stream.spawn(1);
        stream.spawn(2);
        stream.pass(Duration.ofMinutes(29));
        stream.inputs.hold();
        stream.pass(Duration.ofMinutes(5));
        stream.spawnRequests.pipeInput(
                RESERVOIR, Stream.request(RESERVOIR, 3, START), START.plus(Duration.ofMinutes(34)));
        stream.pass(Duration.ofSeconds(10));
        assertThat(stream.eventsOf(Topics.EXPIRED))
                .as("neither a quiet time nor requests that are read ahead say that there are no commands")
                .isEmpty();

        stream.send(BOARD, 1, "V1");
        stream.inputs.release();
        stream.pass(Duration.ofSeconds(2));

        assertThat(stream.rows.row(passengerId(1)).status()).isEqualTo(PassengerStatus.BOARDED);
        assertThat(stream.eventsOf(Topics.EXPIRED))
                .extracting(event -> event.passenger().passengerId())
                .containsExactlyInAnyOrder(passengerId(2), passengerId(3));
    }

    @Test
    void passengersExpireWhileOthersKeepComing() {
        stream.spawn(1);
        stream.pass(Duration.ofMinutes(30).minusSeconds(1));
        Instant later = START.plus(Duration.ofMinutes(30));
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(RESERVOIR, 2, later), later);

        stream.pass(Duration.ofSeconds(1));

        assertThat(stream.eventsOf(Topics.EXPIRED))
                .singleElement()
                .satisfies(event -> assertThat(event.passenger().passengerId()).isEqualTo(passengerId(1)));
    }

    @Test
    void aRequestThatIsRepeatedAfterTheExpiryBeginsNoSecondLife() {
        stream.spawn(1);
        stream.pass(Duration.ofMinutes(31));
        assertThat(stream.events()).hasSize(2);

        // Just before the task checks the clock: the repeated request and the apparent expiry become one row.
        stream.advance(Duration.ofMillis(938));
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(1), START.plus(Duration.ofMinutes(31)));
        stream.advance(Duration.ofMillis(3));
        stream.pass(Duration.ofSeconds(2));

        assertThat(stream.events()).isEmpty();
    }

    @Test
    void eventsCarryCloudEventHeadersAndTheTraceOfTheirInput() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        TestRecord<ReservoirId, commuter.schemas.SpawnRequest> record = new TestRecord<>(RESERVOIR, Stream.request(1));
        record.headers().add("traceparent", trace.getBytes(UTF_8));
        stream.spawnRequests.pipeInput(record);
        stream.settle();

        TestRecord<ReservoirId, PassengerEvent> event = stream.eventRecords().get(0);
        assertThat(Stream.header(event, "ce_type")).isEqualTo("example.commuter.passenger.spawned.v1");
        assertThat(Stream.header(event, "ce_id")).isEqualTo(event.value().eventId());
        assertThat(Stream.header(event, "ce_source")).isEqualTo("/reservoir-service");
        assertThat(Stream.header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(Stream.header(event, "traceparent")).isEqualTo(trace);
    }

    private static List<Long> longs(int last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }
}
