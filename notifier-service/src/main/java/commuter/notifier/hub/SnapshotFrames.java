package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Encodes snapshots: a message for each reservoir, which says how many are still to come. */
final class SnapshotFrames {
    private static final byte[] NOBODY = "{\"passengers\":[],\"remaining\":0}".getBytes(UTF_8);

    private SnapshotFrames() {}

    /** Each is encoded when it is asked for: who reads slowly holds no encoded message but the one that is being sent. */
    static Iterator<Message> of(List<Snapshots.Snapshot> snapshots, String cursor) {
        int all = snapshots.size();
        return all == 0
                ? List.of(message(NOBODY, cursor)).iterator()
                : IntStream.range(0, all)
                        .mapToObj(i -> message(data(snapshots.get(i), all - i - 1), cursor))
                        .iterator();
    }

    private static Message message(byte[] data, String cursor) {
        return Envelope.frame("snapshot", data, cursor);
    }

    private static byte[] data(Snapshots.Snapshot snapshot, int remaining) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(snapshot.passengers().length + 128);
        json.writeBytes("{\"reservoir\":".getBytes(UTF_8));
        json.writeBytes(Json.write(snapshot.reservoir()));
        json.writeBytes(",\"passengers\":".getBytes(UTF_8));
        json.writeBytes(snapshot.passengers());
        json.writeBytes((",\"remaining\":" + remaining + '}').getBytes(UTF_8));
        return json.toByteArray();
    }
}
