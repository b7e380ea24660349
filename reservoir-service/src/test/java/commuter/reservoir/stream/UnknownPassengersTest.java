package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static commuter.schemas.CommandType.REINSTATE;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.passenger.Waiting;
import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passengers whom the reservoir does not know, or knows differently from Strapi. */
class UnknownPassengersTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
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
        assertThat(stream.lastStats().boarded()).isZero();
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
    void aFinishedPassengerIsDecidedOnAsStrapiHasThemSoThatAReplayComesToTheSame() {
        stream.spawn(1);
        stream.settle();
        stream.send(CANCEL, 1, null);
        stream.send(REINSTATE, 1, null);
        stream.settle();

        assertThat(stream.rows.batches()).as("never merged with the end").hasSize(3);
        assertThat(stream.results()).extracting(CommandResult::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(stream.events()).extracting(PassengerEvent::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aPassengerOfAnotherReservoirIsNeitherSpawnedAgainNorTakenIn() {
        stream.rows.edit(
                Waiting.spawned(Stream.request(ReservoirId.route("2"), 1)).passenger());

        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(Stream.header(stream.deadLetters.readRecord(), "reason")).contains(passengerId(1), "route:2");
        assertThat(stream.results()).extracting(CommandResult::reason).containsExactly(RejectionReason.WRONG_RESERVOIR);
        assertThat(stream.events()).isEmpty();
        assertThat(stream.stats()).isEmpty();
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
        assertThat(stream.lastStats().waiting()).isZero();
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
        assertThat(stream.lastStats().waiting()).isZero();
    }
}
