package commuter.reservoir.write;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.pending.Batch;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.testing.SomePassenger;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Batches of new passengers. */
final class Batches {
    static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static final Instant START = Instant.parse("2026-03-02T07:30:00Z");

    private static final KeyValueIterator<Long, byte[]> NONE = new KeyValueIterator<>() {

        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public KeyValue<Long, byte[]> next() {
            throw new NoSuchElementException();
        }

        @Override
        public Long peekNextKey() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {}
    };

    private Batches() {}

    static String passengerId(int n) {
        return SomePassenger.id(n);
    }

    static List<String> passengerIds(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Batches::passengerId).toList();
    }

    static String eventId(int n) {
        return entry(n).input().eventId();
    }

    static List<String> eventIds(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Batches::eventId).toList();
    }

    /** Pending writes with spawn requests for them. */
    static PendingWrites pendingWrites(int first, int last) {
        PendingWrites pendingWrites = new PendingWrites(store());
        for (int n = first; n <= last; n++) {
            Input.Spawn spawn = spawn(n);
            pendingWrites.append(spawn, new InputDecision.Write(Change.spawned(spawn)));
        }
        return pendingWrites;
    }

    /** A store with only the methods that pending writes need, outside of a stream. */
    @SuppressWarnings("unchecked")
    private static KeyValueStore<Long, byte[]> store() {
        Map<Object, Object> entries = new HashMap<>();
        return (KeyValueStore<Long, byte[]>) Proxy.newProxyInstance(
                Batches.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "get" -> entries.get(arguments[0]);
                    case "put" -> {
                        entries.put(arguments[0], arguments[1]);
                        yield null;
                    }
                    case "delete" -> entries.remove(arguments[0]);
                    case "all" -> NONE;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    static Batch of(int first, int last) {
        return new Batch(
                IntStream.rangeClosed(first, last).mapToObj(Batches::entry).toList());
    }

    private static PendingWrite entry(int n) {
        Input.Spawn spawn = spawn(n);
        return new PendingWrite(n, spawn, new InputDecision.Write(Change.spawned(spawn)));
    }

    private static Input.Spawn spawn(int n) {
        return new Input.Spawn(new Origin(Topics.SPAWN_REQUESTS.name(), 0, n, 0, null, null, null), request(n));
    }

    private static SpawnRequest request(int n) {
        return SomePassenger.of(RESERVOIR).withId(passengerId(n)).since(START).request();
    }
}
