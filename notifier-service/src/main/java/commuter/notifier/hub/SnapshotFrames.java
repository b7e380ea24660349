package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Encodes snapshots: a message for each reservoir, which says how many are still to come. */
final class SnapshotFrames {
    private static final byte[] NOBODY = "{\"passengers\":[],\"remaining\":0}".getBytes(UTF_8);

    private SnapshotFrames() {}

    /**
     * Each is encoded when it is needed: for a slow reader only the message that is being sent is in memory.
     *
     * @param routes those whose passengers the client may see; null for all
     */
    static Iterator<Message> of(List<Snapshots.Snapshot> snapshots, @Nullable Set<String> routes, String cursor) {
        int all = snapshots.size();
        return all == 0
                ? List.of(message(NOBODY, cursor)).iterator()
                : IntStream.range(0, all)
                        .mapToObj(i -> message(data(snapshots.get(i), routes, all - i - 1), cursor))
                        .iterator();
    }

    private static Message message(byte[] data, String cursor) {
        return Envelope.frame("snapshot", data, cursor);
    }

    private static byte[] data(Snapshots.Snapshot snapshot, @Nullable Set<String> routes, int remaining) {
        byte[] passengers =
                routes == null ? snapshot.passengers() : PassengersOfRoutes.of(snapshot.passengers(), routes);
        ByteArrayOutputStream json = new ByteArrayOutputStream(passengers.length + 128);
        json.writeBytes("{\"reservoir\":".getBytes(UTF_8));
        json.writeBytes(Json.write(snapshot.reservoir()));
        json.writeBytes(",\"passengers\":".getBytes(UTF_8));
        json.writeBytes(passengers);
        json.writeBytes((",\"remaining\":" + remaining + '}').getBytes(UTF_8));
        return json.toByteArray();
    }
}
