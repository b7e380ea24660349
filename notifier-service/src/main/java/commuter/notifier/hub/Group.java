package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The clients of one event loop with equal interests. A message for one of them is for all of them. */
final class Group {
    private final Interests interests;
    private final Set<Client> clients = new LinkedHashSet<>();
    private final List<LogEvent> batch = new ArrayList<>();

    Group(Interests interests) {
        this.interests = interests;
    }

    Interests interests() {
        return interests;
    }

    void add(Client client) {
        clients.add(client);
    }

    void remove(Client client) {
        clients.remove(client);
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    /** Sends an event if it is wanted; returns false when it must be sent in a batch. */
    boolean take(LogEvent event, SharedFrame frame) {
        if (!interests.want(event)) {
            return true;
        }
        if (interests.batch()) {
            batch.add(event);
            return false;
        }
        send(frame);
        return true;
    }

    /** Sends the collected events as a batch. */
    void sendBatch(ByteBufAllocator allocator, String cursor) {
        try (SharedFrame frame = new SharedFrame(allocator, Envelope.batch(batch, cursor))) {
            send(frame);
        }
        batch.clear();
    }

    void sendStats(ReservoirId reservoir, SharedFrame frame) {
        if (interests.wantStats(reservoir)) {
            send(frame);
        }
    }

    private void send(SharedFrame frame) {
        for (Client client : clients) {
            client.offer(frame.duplicate(client.framing()));
        }
    }
}
