package commuter.reservoir.topology;

import static commuter.reservoir.topology.Stream.START;
import static commuter.reservoir.topology.Stream.passengerId;
import static commuter.schemas.CommandType.BOARD;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.outbox.Outbox;
import commuter.reservoir.outbox.OutboxEntry;
import commuter.schemas.PassengerStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task finds on disk when it starts after a crash. */
class OutboxOnDiskTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
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
        stream.advance(Duration.ofMillis(10));
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
}
