package commuter.reservoir.stream.pending;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Origin;
import commuter.schemas.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A passenger in the store. The record of a passenger who was just spawned is the pending write of that spawn. So
 * request, passenger and pending write are stored once on disk and in the changelog, not twice. Every later state is
 * JSON.
 */
public final class PassengerRecord {
    /** The first byte of a pending write; JSON never begins with it. */
    private static final byte SPAWN = 1;

    private PassengerRecord() {}

    public static byte[] of(PendingWrite spawn) {
        return PendingWriteCodec.write(spawn, SPAWN);
    }

    public static byte[] of(StoredPassenger stored) {
        return Json.write(stored);
    }

    public static StoredPassenger read(byte[] bytes) {
        PendingWrite spawn = spawn(bytes);
        if (spawn == null) {
            return Json.read(bytes, StoredPassenger.class);
        }
        Change first = Objects.requireNonNull(spawn.change());
        return new StoredPassenger(first.passenger(), first.eventId());
    }

    /** What can be said about a record that cannot be read. */
    public static Unreadable unreadable(String passengerId, byte[] bytes, RuntimeException problem) {
        Origin origin = bytes.length > 0 && bytes[0] == SPAWN ? PendingWriteCodec.origin(bytes, 1) : null;
        return new Unreadable("passenger " + passengerId, bytes, origin, String.valueOf(problem.getMessage()));
    }

    /** The pending write of the spawn, if the record is one; null if it is a later state. */
    public static @Nullable PendingWrite spawn(byte[] bytes) {
        return bytes[0] == SPAWN ? PendingWriteCodec.read(bytes, 1) : null;
    }
}
