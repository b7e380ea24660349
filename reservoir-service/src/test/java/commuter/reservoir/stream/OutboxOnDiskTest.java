package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.BOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.model.Verdict;
import commuter.reservoir.stream.pending.Outbox;
import commuter.reservoir.stream.pending.OutboxEntry;
import commuter.reservoir.stream.pending.PassengerRecord;
import commuter.reservoir.stream.state.Passengers;
import commuter.schemas.Json;
import commuter.schemas.PassengerStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
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

    @Test
    void whatAnOlderVersionLeftAndNobodyCanReadIsTakenOutWithItsRecord() {
        byte[] request = new String(Json.write(Stream.request(7)), UTF_8)
                .replaceFirst("\\{", "{\"expires_at\":\"+1000000000-12-31T23:59:59.999999999Z\",")
                .getBytes(UTF_8);
        Origin origin = new Origin("passenger.spawn-requests", 0, 41, 5, "route:1A".getBytes(UTF_8), request, null);
        OutboxEntry entry = new OutboxEntry(41, new Input.Spawn(origin, Stream.request(7)), new Verdict.LookUp());
        KeyValueStore<String, byte[]> passengersOnDisk = stream.driver.getKeyValueStore(Node.PASSENGER_STORE);
        passengersOnDisk.put(passengerId(7), PassengerRecord.of(entry));
        passengersOnDisk.put(passengerId(8), "{\"passenger\":{}}".getBytes(UTF_8));
        passengersOnDisk.put(passengerId(9), new byte[0]);
        KeyValueStore<Long, byte[]> outboxOnDisk = stream.driver.getKeyValueStore(Node.OUTBOX_STORE);
        outboxOnDisk.put(0L, Arrays.copyOfRange(PassengerRecord.of(entry), 1, PassengerRecord.of(entry).length));
        outboxOnDisk.put(1L, new byte[] {0, 0, 0, 0, 0, 0, 0, 42, 99});

        Outbox outbox = new Outbox(outboxOnDisk);
        Passengers passengers = new Passengers(passengersOnDisk, outbox, passenger -> {});

        assertThat(passengers.find(passengerId(7))).isNull();
        assertThat(passengers.takeUnreadable()).hasSize(3).anySatisfy(each -> {
            assertThat(each.source(0).place()).isEqualTo("passenger.spawn-requests-0@41");
            assertThat(each.source(0).value()).isEqualTo(request);
        });
        assertThat(outbox.takeUnreadable()).hasSize(2).first().satisfies(each -> {
            assertThat(each.source(0).place()).isEqualTo("passenger.spawn-requests-0@41");
            assertThat(each.problem()).startsWith("expires_at:");
        });
        assertThat(new Outbox(outboxOnDisk).takeUnreadable())
                .as("gone from the disk")
                .isEmpty();
        assertThat(passengersOnDisk.get(passengerId(7))).isNull();
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
