package commuter.reservoir.stream;

import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.passenger.Waiting;
import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edits by hand in Strapi take precedence, from the moment that the reservoir learns of them. */
class EditsByHandTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void anEditIsTakenInAndToldOnceHoweverOftenTheReservoirHearsOfIt() {
        stream.spawn(1);
        stream.settle();
        String edit = prolong(1);

        refresh(edit, 1);
        refresh(edit, 1);
        stream.settle();
        refresh("another", 1);
        stream.settle();

        List<PassengerEvent> events = stream.events();
        assertThat(events).extracting(PassengerEvent::type).containsExactly(EventType.SPAWNED, EventType.STATE_CHANGED);
        assertThat(events.get(1).passenger()).isEqualTo(stream.rows.row(Stream.passengerId(1)));
        assertThat(events.get(1).eventId()).isEqualTo(edit);
        assertThat(events.get(1).commandId()).isEqualTo("edit-" + edit);
        assertThat(stream.results())
                .hasSize(3)
                .extracting(CommandResult::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertThat(stream.invalidated).contains(Stream.RESERVOIR);
    }

    @Test
    void whatWasDecidedOnThePassengerAsItWasIsDecidedAgain() {
        stream.spawn(1);
        stream.settle();
        String edit = stream.rows.edit(
                row(1).next(PassengerStatus.CANCELLED).cancelledAt(Stream.START).build());
        refresh(edit, 1);
        stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(stream.events())
                .extracting(event -> event.passenger().status())
                .containsExactly(PassengerStatus.WAITING, PassengerStatus.CANCELLED);
        assertThat(stream.results())
                .extracting(CommandResult::reason)
                .containsExactly(null, RejectionReason.ILLEGAL_TRANSITION);
        assertThat(waiting()).isZero();
    }

    @Test
    void commandsThatAnEditOvertookAreDecidedAgainInTheirOrder() {
        stream.spawn(1);
        stream.settle();
        prolong(1);
        stream.send(BOARD, 1, "V1");
        stream.advance(Duration.ofMillis(10)); // The batch is in flight; what comes now waits behind it.
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(stream.results()).extracting(CommandResult::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(stream.events())
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.STATE_CHANGED, EventType.BOARDED, EventType.ALIGHTED);
    }

    @Test
    void aStepOfTheReservoirsOwnIsNotTakenForAnEdit() {
        stream.spawn(1);
        stream.send(BOARD, 1, "V1");
        refresh("none", 1);
        stream.send(ALIGHT, 1, "V1");
        stream.settle();

        assertThat(stream.events())
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.ALIGHTED);
    }

    @Test
    void aPassengerCreatedByHandIsSpawnedAndCanBeBoarded() {
        String creation = stream.rows.edit(Waiting.spawned(Stream.request(1)).passenger());
        refresh(creation, 1);
        stream.send(BOARD, 1, "V1");
        stream.settle();

        assertThat(stream.events())
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.BOARDED);
        assertThat(waiting()).isZero();
    }

    @Test
    void aFinishedPassengerEditedBackToWaitingWaitsAgain() {
        stream.spawn(1);
        stream.send(CANCEL, 1, null);
        stream.settle();
        String edit = prolong(1);

        refresh(edit, 1);
        stream.settle();

        assertThat(stream.events()).last().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.STATE_CHANGED);
            assertThat(event.sequence()).isEqualTo(3);
        });
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aPassengerWhoseRowWasDeletedIsPublishedAsCancelled() {
        stream.spawn(1);
        stream.spawn(2);
        stream.settle();
        stream.rows.delete(Stream.passengerId(1));
        stream.rows.delete(Stream.passengerId(2));

        refresh("deletion", 1);
        stream.send(BOARD, 2, "V1");
        stream.settle();

        assertThat(stream.events().subList(2, 4)).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo(EventType.STATE_CHANGED);
            assertThat(event.passenger().status()).isEqualTo(PassengerStatus.CANCELLED);
        });
        assertThat(stream.results())
                .extracting(CommandResult::reason)
                .containsExactly(null, RejectionReason.UNKNOWN_PASSENGER);
        assertThat(waiting()).isZero();
    }

    @Test
    void theAnswerToADeletionsRefreshShowsThePassengerAsItWasPublished() {
        stream.spawn(1);
        stream.settle();
        stream.rows.delete(Stream.passengerId(1));

        refresh("deletion", 1);
        stream.settle();

        assertThat(stream.results()).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(result.passenger()).isEqualTo(stream.events().get(1).passenger());
        });
    }

    @Test
    void aRowThatIsBrokenPastItsChecksIsNotTakenForDeleted() {
        stream.spawn(1);
        stream.settle();
        stream.rows.damage(Stream.passengerId(1));

        refresh("damage", 1);
        stream.settle();

        assertThat(stream.events()).hasSize(1);
        assertThat(waiting()).isEqualTo(1);
        assertThat(stream.deadLetters.readValuesToList()).hasSize(1);
        assertThat(stream.results()).singleElement().satisfies(result -> {
            assertThat(result.reason()).isEqualTo(RejectionReason.INVALID);
            assertThat(result.message()).contains("latitude");
        });

        refresh(prolong(1), 1);
        stream.settle();

        assertThat(stream.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.STATE_CHANGED);
            assertThat(event.passenger()).isEqualTo(row(1));
        });
    }

    @Test
    void aRefreshOfSomebodyWhomNobodyKnowsIsRefused() {
        refresh("none", 404);
        stream.settle();

        assertThat(stream.results())
                .extracting(CommandResult::reason)
                .containsExactly(RejectionReason.UNKNOWN_PASSENGER);
    }

    /** Somebody extends the passenger's waiting time by an hour. */
    private String prolong(int n) {
        return stream.rows.edit(row(n).next(PassengerStatus.WAITING)
                .expiresAt(row(n).expiresAt().plus(Duration.ofHours(1)))
                .build());
    }

    private Passenger row(int n) {
        return stream.rows.row(Stream.passengerId(n));
    }

    private void refresh(String edit, int n) {
        stream.commands.pipeInput(
                Stream.RESERVOIR,
                PassengerCommand.refresh(edit, Stream.passengerId(n), Stream.RESERVOIR, Stream.START));
    }

    private long waiting() {
        return stream.lastStats().waiting();
    }
}
