package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.model.Origin;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Converts pending writes to bytes and back. The input is kept as the bytes in which it was received. The decision on a
 * spawn request is not stored, because it follows from the request alone. So the most frequent entry is hardly larger
 * than its record.
 */
final class PendingWriteCodec {
    private static final byte SPAWN = 1;
    private static final byte COMMAND = 2;
    private static final byte EXPIRY = 3;

    private static final byte WRITE = 1;
    private static final byte REFUSE = 2;
    private static final byte CONFIRM = 3;
    private static final byte REPEAT = 4;
    private static final byte LOOK_UP = 5;

    private PendingWriteCodec() {}

    /** @param prefix bytes to write before the entry */
    static byte[] write(PendingWrite entry, byte... prefix) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(prefix);
            out.writeLong(entry.position());
            if (entry.input() instanceof Input.Spawn spawn) {
                out.writeByte(SPAWN);
                writeOrigin(out, spawn.origin());
            } else if (entry.input() instanceof Input.Command command) {
                out.writeByte(COMMAND);
                writeOrigin(out, command.origin());
                writeDecision(out, entry.decision());
            } else if (entry.input() instanceof Input.Expiry expiry) {
                out.writeByte(EXPIRY);
                out.writeUTF(expiry.passengerId());
                out.writeUTF(expiry.after());
                writeDecision(out, entry.decision());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The position of an entry, without reading the rest of it. */
    static long position(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    static PendingWrite read(byte[] bytes) {
        return read(bytes, 0);
    }

    /** @param from index at which the entry begins */
    static PendingWrite read(byte[] bytes, int from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            long position = in.readLong();
            byte kind = in.readByte();
            return switch (kind) {
                case SPAWN -> {
                    Origin origin = readOrigin(in);
                    Input.Spawn spawn = new Input.Spawn(origin, SpawnRequest.read(origin.value()));
                    yield new PendingWrite(position, spawn, new InputDecision.Write(Change.spawned(spawn)));
                }
                case COMMAND -> {
                    Origin origin = readOrigin(in);
                    PassengerCommand command = Json.read(origin.value(), PassengerCommand.class);
                    yield new PendingWrite(position, new Input.Command(origin, command), readDecision(in));
                }
                case EXPIRY ->
                    new PendingWrite(position, new Input.Expiry(in.readUTF(), in.readUTF()), readDecision(in));
                default -> throw new IllegalStateException("Unknown kind of pending write: " + kind);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The record that an entry came from, without reading the rest of the entry; null if it has none, or if this part
     * cannot be read either.
     */
    static @Nullable Origin origin(byte[] bytes, int from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            in.readLong();
            return in.readByte() == EXPIRY ? null : readOrigin(in);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static void writeOrigin(DataOutputStream out, Origin origin) throws IOException {
        out.writeUTF(origin.topic());
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeLong(origin.timestamp());
        writeBytes(out, origin.key());
        writeBytes(out, origin.value());
        out.writeBoolean(origin.traceparent() != null);
        if (origin.traceparent() != null) {
            out.writeUTF(origin.traceparent());
        }
    }

    private static Origin readOrigin(DataInputStream in) throws IOException {
        return new Origin(
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                readBytes(in),
                readBytes(in),
                in.readBoolean() ? in.readUTF() : null);
    }

    private static void writeDecision(DataOutputStream out, InputDecision decision) throws IOException {
        if (decision instanceof InputDecision.Write write) {
            writeJson(out, WRITE, write);
        } else if (decision instanceof InputDecision.Refuse refuse) {
            writeJson(out, REFUSE, refuse);
        } else if (decision instanceof InputDecision.Confirm confirm) {
            writeJson(out, CONFIRM, confirm);
        } else {
            out.writeByte(decision instanceof InputDecision.Repeat ? REPEAT : LOOK_UP);
        }
    }

    private static InputDecision readDecision(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case WRITE -> Json.read(readBytes(in), InputDecision.Write.class);
            case REFUSE -> Json.read(readBytes(in), InputDecision.Refuse.class);
            case CONFIRM -> Json.read(readBytes(in), InputDecision.Confirm.class);
            case REPEAT -> new InputDecision.Repeat();
            case LOOK_UP -> new InputDecision.LookUp();
            default -> throw new IllegalStateException("Unknown kind of decision: " + kind);
        };
    }

    private static void writeJson(DataOutputStream out, byte kind, InputDecision decision) throws IOException {
        out.writeByte(kind);
        writeBytes(out, Json.write(decision));
    }

    private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
