package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.schemas.CommandType.BOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.pending.PassengerRecord;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.state.PassengerStore;
import commuter.schemas.Json;
import commuter.schemas.PassengerStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task finds on disk when it starts after a crash. */
class PendingWritesOnDiskTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void thePendingWritesKeepOnDiskExactlyWhatHasNotBeenWritten() {
        stream.spawn(1);
        stream.spawn(2);
        assertThat(passengersPending()).containsExactly(passengerId(1), passengerId(2));

        stream.settle();
        assertThat(passengersPending()).isEmpty();

        stream.spawn(3);
        stream.send(BOARD, 1, "V1");
        assertThat(passengersPending())
                .as("in the slots of those before")
                .containsExactly(passengerId(3), passengerId(1));
        stream.settle();
        assertThat(passengersPending()).isEmpty();
    }

    @Test
    void aSpawnIsKeptOnDiskWhenItsPassengerChangesBeforeItIsWritten() {
        stream.spawn(1);
        stream.spawn(2);
        stream.send(BOARD, 1, "V1");
        assertThat(passengersPending()).containsExactly(passengerId(1), passengerId(2), passengerId(1));

        stream.settle();
        assertThat(passengersPending()).isEmpty();
        assertThat(stream.events()).hasSize(3);
    }

    @Test
    void whatIsDecidedAgainIsNotPendingTwice() {
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

        assertThat(passengersPending()).isEmpty();
        assertThat(stream.results()).hasSize(2);
    }

    @Test
    void whatAnOlderVersionLeftAndNobodyCanReadIsTakenOutWithItsRecord() {
        byte[] request = new String(Json.write(Stream.request(7)), UTF_8)
                .replaceFirst("\\{", "{\"expires_at\":\"+1000000000-12-31T23:59:59.999999999Z\",")
                .getBytes(UTF_8);
        Origin origin = new Origin("passenger.spawn-requests", 0, 41, 5, "route:1A".getBytes(UTF_8), request, null);
        PendingWrite entry =
                new PendingWrite(41, new Input.Spawn(origin, Stream.request(7)), new InputDecision.LookUp());
        KeyValueStore<String, byte[]> passengersOnDisk = stream.driver.getKeyValueStore(Node.PASSENGER_STORE);
        passengersOnDisk.put(passengerId(7), PassengerRecord.of(entry));
        passengersOnDisk.put(passengerId(8), "{\"passenger\":{}}".getBytes(UTF_8));
        passengersOnDisk.put(passengerId(9), new byte[0]);
        KeyValueStore<Long, byte[]> storeOnDisk = stream.driver.getKeyValueStore(Node.OUTBOX_STORE);
        storeOnDisk.put(0L, Arrays.copyOfRange(PassengerRecord.of(entry), 1, PassengerRecord.of(entry).length));
        storeOnDisk.put(1L, new byte[] {0, 0, 0, 0, 0, 0, 0, 42, 99});

        PendingWrites pendingWrites = new PendingWrites(storeOnDisk);
        PassengerStore passengers = new PassengerStore(passengersOnDisk, pendingWrites, passenger -> {});

        assertThat(passengers.find(passengerId(7))).isNull();
        assertThat(passengers.takeUnreadable()).hasSize(3).anySatisfy(each -> {
            assertThat(each.source(0).place()).isEqualTo("passenger.spawn-requests-0@41");
            assertThat(each.source(0).value()).isEqualTo(request);
        });
        assertThat(pendingWrites.takeUnreadable()).hasSize(2).first().satisfies(each -> {
            assertThat(each.source(0).place()).isEqualTo("passenger.spawn-requests-0@41");
            assertThat(each.problem()).startsWith("expires_at:");
        });
        assertThat(new PendingWrites(storeOnDisk).takeUnreadable())
                .as("gone from the disk")
                .isEmpty();
        assertThat(passengersOnDisk.get(passengerId(7))).isNull();
    }

    /** Opens the pending writes like a task that starts after a crash. */
    private List<String> passengersPending() {
        PendingWrites pendingWrites = new PendingWrites(stream.driver.getKeyValueStore(Node.OUTBOX_STORE));
        new PassengerStore(stream.driver.getKeyValueStore(Node.PASSENGER_STORE), pendingWrites, passenger -> {})
                .seedChangelog();
        return pendingWrites.head(Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                .map(PendingWrite::passengerId)
                .toList();
    }
}
