package commuter.reservoir.stream.pending;

import commuter.reservoir.passenger.Waiting;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.model.Verdict;
import commuter.schemas.EventType;
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
 * Turns outbox entries into bytes and back. The input is kept as the bytes it came in, and what follows from it is not
 * kept: a spawn is its request, so that the commonest entry costs hardly more than its record.
 */
final class OutboxEntryCodec {
    private static final byte SPAWN = 1;
    private static final byte COMMAND = 2;
    private static final byte EXPIRY = 3;

    private static final byte WRITE = 1;
    private static final byte REFUSE = 2;
    private static final byte CONFIRM = 3;
    private static final byte REPEAT = 4;
    private static final byte LOOK_UP = 5;

    private OutboxEntryCodec() {}

    /** The verdict on every spawn request of a passenger that is not known: it follows from the request alone. */
    static Verdict.Write firstVersion(Input.Spawn spawn) {
        SpawnRequest request = spawn.request();
        return new Verdict.Write(new Change(
                spawn.eventId(), EventType.SPAWNED, Waiting.spawned(request).passenger(), null, request.spawnTime()));
    }

    /** @param prefix bytes to go ahead of the entry */
    static byte[] write(OutboxEntry entry, byte... prefix) {
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
                writeVerdict(out, entry.verdict());
            } else if (entry.input() instanceof Input.Expiry expiry) {
                out.writeByte(EXPIRY);
                out.writeUTF(expiry.passengerId());
                out.writeUTF(expiry.after());
                writeVerdict(out, entry.verdict());
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

    static OutboxEntry read(byte[] bytes) {
        return read(bytes, 0);
    }

    /** @param from where the entry begins */
    static OutboxEntry read(byte[] bytes, int from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            long position = in.readLong();
            byte kind = in.readByte();
            return switch (kind) {
                case SPAWN -> {
                    Origin origin = readOrigin(in);
                    Input.Spawn spawn = new Input.Spawn(origin, SpawnRequest.read(origin.value()));
                    yield new OutboxEntry(position, spawn, firstVersion(spawn));
                }
                case COMMAND -> {
                    Origin origin = readOrigin(in);
                    PassengerCommand command = Json.read(origin.value(), PassengerCommand.class);
                    yield new OutboxEntry(position, new Input.Command(origin, command), readVerdict(in));
                }
                case EXPIRY -> new OutboxEntry(position, new Input.Expiry(in.readUTF(), in.readUTF()), readVerdict(in));
                default -> throw new IllegalStateException("Unknown kind of outbox entry: " + kind);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record that an entry came in, without reading the rest of it; null if it is of no record, or cannot be read either. */
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

    private static void writeVerdict(DataOutputStream out, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Write write) {
            writeJson(out, WRITE, write);
        } else if (verdict instanceof Verdict.Refuse refuse) {
            writeJson(out, REFUSE, refuse);
        } else if (verdict instanceof Verdict.Confirm confirm) {
            writeJson(out, CONFIRM, confirm);
        } else {
            out.writeByte(verdict instanceof Verdict.Repeat ? REPEAT : LOOK_UP);
        }
    }

    private static Verdict readVerdict(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case WRITE -> Json.read(readBytes(in), Verdict.Write.class);
            case REFUSE -> Json.read(readBytes(in), Verdict.Refuse.class);
            case CONFIRM -> Json.read(readBytes(in), Verdict.Confirm.class);
            case REPEAT -> new Verdict.Repeat();
            case LOOK_UP -> new Verdict.LookUp();
            default -> throw new IllegalStateException("Unknown kind of verdict: " + kind);
        };
    }

    private static void writeJson(DataOutputStream out, byte kind, Verdict verdict) throws IOException {
        out.writeByte(kind);
        writeBytes(out, Json.write(verdict));
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
