package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.RejectionReason;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The reservoir is killed between Strapi's commit and Kafka's, and decides the inputs again in another order or at
 * another time: what was accepted before is accepted again, with the same event.
 */
class OwnWorkTest {
    private static final Duration PAST_PATIENCE = Duration.ofMinutes(31);

    private Stream stream = new Stream();

    /**
     * The next stream starts with empty stores while the rows of this one exist, and not all inputs have been read yet.
     */
    private void crash() {
        RowsInMemory rows = stream.rows;
        stream.close();
        stream = new Stream(rows);
        stream.inputs.holdMarks();
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void aPassengerWhoHadBoardedHasBoardedThoughTheExpiryComesFirstNow() {
        stream.spawn(1);
        stream.settle();
        stream.send(BOARD, 1, "V1");
        stream.settle();
        crash();

        stream.spawn(1);
        stream.pass(PAST_PATIENCE);
        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED);
        String boarding = stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(stream.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.BOARDED);
            assertThat(event.commandId()).isEqualTo(boarding);
        });
        assertThat(stream.eventsOf(Topics.BOARDED)).hasSize(1);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(stream.lastStats().boarded()).isEqualTo(1);
    }

    @Test
    void severalStepsThatWereWrittenAsOneRowAreToldOneByOne() {
        stream.spawn(1);
        stream.settle();
        stream.send(BOARD, 1, "V1");
        stream.send(ALIGHT, 1, "V1");
        stream.settle();
        crash();

        stream.spawn(1);
        stream.pass(PAST_PATIENCE);
        stream.send(BOARD, 1, "V1");
        stream.settle();
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.ALIGHTED);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    }

    @Test
    void aCommandThatWasInTimeBeforeIsInTimeStill() {
        PassengerCommand board = new PassengerCommand(
                "board", BOARD, passengerId(1), RESERVOIR, "V1", START.plusSeconds(60), START.plusSeconds(90));
        stream.spawn(1);
        stream.commands.pipeInput(RESERVOIR, board);
        stream.settle();
        crash();

        stream.spawn(1);
        stream.pass(Duration.ofMinutes(2));
        stream.commands.pipeInput(RESERVOIR, board);
        stream.settle();

        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED, EventType.BOARDED);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void aCommandThatComesTooLateIsRefused() {
        stream.spawn(1);
        stream.pass(Duration.ofMinutes(2));
        stream.commands.pipeInput(
                RESERVOIR,
                new PassengerCommand(
                        "board", BOARD, passengerId(1), RESERVOIR, "V1", START.plusSeconds(60), START.plusSeconds(90)));
        stream.settle();

        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED);
        assertThat(stream.results()).extracting(CommandResult::reason).containsExactly(RejectionReason.EXPIRED_COMMAND);
    }

    @Test
    void aCommandThatIsReadAheadOfItsSpawnRequestNowWaitsForIt() {
        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        stream.send(ALIGHT, 1, "V1");
        stream.settle();
        crash();

        stream.send(BOARD, 1, "V1");
        stream.settle();
        assertThat(stream.results()).isEmpty();
        stream.spawn(1);
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        List<PassengerEvent> events = stream.events();
        assertThat(types(events)).containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.ALIGHTED);
        assertThat(events).extracting(PassengerEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    }

    @Test
    void aPassengerWhoseSpawnRequestIsReadLaterNowIsSpawned() {
        stream.spawn(1);
        stream.settle();
        crash();

        stream.send(BOARD, 1, "V1");
        stream.settle();
        stream.spawn(1);
        stream.settle();

        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED, EventType.BOARDED);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void anEditOnTopOfWhatWasWrittenIsToldAfterIt() {
        stream.spawn(1);
        stream.settle();
        stream.send(BOARD, 1, "V1");
        stream.settle();
        Passenger boarded = stream.rows.row(passengerId(1));
        stream.rows.edit(boarded.next(boarded.status()).build());
        crash();

        stream.spawn(1);
        stream.pass(PAST_PATIENCE);
        stream.send(BOARD, 1, "V1");
        stream.settle();
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(types(stream.events()))
                .containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.STATE_CHANGED, EventType.ALIGHTED);
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    }

    @Test
    void aRowThatNoInputExplainsIsTakenInOnceAllInputsHaveBeenRead() {
        stream.spawn(1);
        stream.settle();
        stream.send(BOARD, 1, "V1");
        stream.settle();
        crash();

        stream.spawn(1);
        stream.pass(PAST_PATIENCE);
        assertThat(types(stream.events())).containsExactly(EventType.SPAWNED);
        stream.inputs.release();
        stream.settle();

        assertThat(types(stream.events())).containsExactly(EventType.STATE_CHANGED);
        assertThat(stream.lastStats().boarded()).isEqualTo(1);
    }

    private List<Outcome> outcomes() {
        return stream.results().stream().map(CommandResult::outcome).toList();
    }

    private static List<EventType> types(List<PassengerEvent> events) {
        return events.stream().map(PassengerEvent::type).toList();
    }
}
