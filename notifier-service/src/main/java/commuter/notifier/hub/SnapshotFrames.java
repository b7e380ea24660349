package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Encodes snapshots: a message for each reservoir, which says how many are still to come. */
final class SnapshotFrames {
    private static final byte[] NOBODY = "{\"passengers\":[],\"remaining\":0}".getBytes(UTF_8);

    private SnapshotFrames() {}

    static List<Message> of(List<Snapshots.Snapshot> snapshots, String cursor) {
        List<Message> messages = new ArrayList<>();
        for (Snapshots.Snapshot snapshot : snapshots) {
            messages.add(Envelope.frame("snapshot", data(snapshot, snapshots.size() - messages.size() - 1), cursor));
        }
        return messages.isEmpty() ? List.of(Envelope.frame("snapshot", NOBODY, cursor)) : messages;
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
