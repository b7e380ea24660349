package commuter.notifier.hub;

import commuter.access.Authenticator;
import commuter.access.Caller;
import commuter.notifier.NotifierSettings;
import commuter.schemas.ReservoirId;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * The clients of one event loop, in groups of equal interests, which are indexed by selector. For that loop only,
 * except where stated, so there are no locks.
 */
final class Shard {
    /** Maximum number of deliveries that wait for the loop. The reader of the log waits if there are more. */
    private static final int DELIVERIES_WAITING = 32;

    /** After this number of bytes, the queues of all clients are checked again. */
    private static final long CHECK_QUEUES_BYTES = 1 << 20;

    private final NotifierSettings settings;
    private final HubMeters meters;
    private final ClientMemory memory;
    private final QueueLimit queueLimit;
    private final History history;
    private final Semaphore room = new Semaphore(DELIVERIES_WAITING);
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Map<Interests, Group> groups = new HashMap<>();
    private final Map<ReservoirId, Set<Group>> index = new HashMap<>();
    private final Map<String, Stats> stats = new TreeMap<>();
    private final Set<CatchUp> catchingUp = new LinkedHashSet<>();
    private final List<Client> slow = new ArrayList<>();
    private List<Client> unflushed = new ArrayList<>();
    private long frames;
    private long bytesSinceCheck;
    private long delivered;
    private LogPosition logPosition;
    private String cursor;

    private record Stats(ReservoirId reservoir, byte[] json) {}

    Shard(
            NotifierSettings settings,
            HubMeters meters,
            ClientMemory memory,
            QueueLimit queueLimit,
            History history,
            long delivered,
            LogPosition logPosition) {
        this.settings = settings;
        this.meters = meters;
        this.memory = memory;
        this.queueLimit = queueLimit;
        this.history = history;
        this.delivered = delivered;
        this.logPosition = logPosition;
        this.cursor = history.cursors().encode(logPosition);
    }

    History history() {
        return history;
    }

    ClientMemory memory() {
        return memory;
    }

    HubMeters meters() {
        return meters;
    }

    /** The number of the last delivery. */
    long delivered() {
        return delivered;
    }

    /** The position of clients who have received everything. */
    LogPosition position() {
        return logPosition;
    }

    String cursor() {
        return cursor;
    }

    /** Waits until the loop has few deliveries left. Called by the reader of the log. */
    void awaitRoom() {
        room.acquireUninterruptibly();
    }

    Client connect(ChannelHandlerContext context, Framing framing, Caller caller) {
        Client client = new Client(context, framing, caller, this, settings);
        clients.add(client);
        return client;
    }

    void disconnect(Client client) {
        leave(client);
        clients.remove(client);
    }

    /** Removes a client from all deliveries. */
    void leave(Client client) {
        ungroup(client);
        CatchUp catchUp = client.catchUp();
        if (catchUp != null) {
            catchUp.stop();
            catchingUp.remove(catchUp);
        }
    }

    void closeAll(CloseReason reason) {
        List.copyOf(clients).forEach(client -> client.close(reason));
    }

    void checkAlive(Authenticator authenticator) {
        long now = System.nanoTime();
        List.copyOf(clients).forEach(client -> client.checkAlive(now, authenticator));
    }

    /** Closes the clients with the longest queues when the queues of all together take too much memory. */
    void checkQueues(EventExecutor loop) {
        if (queueLimit.isExceeded(loop, clients) || queueLimit.isExceeded()) {
            QueueLimit.slowest(clients).forEach(Client::drop);
            endRound();
        }
    }

    /** Gives a live client other interests, which apply to everything it gets from now on. */
    void regroup(Client client, Interests interests) {
        ungroup(client);
        client.interests(interests);
        group(client);
        endRound();
    }

    /** Gives a client more interests, and holds back new events for it until it has caught up with them. */
    CatchUp catchUp(Client client, Interests interests, LogPosition from, Collection<ReservoirId> snapshotsOnGap) {
        ungroup(client);
        client.interests(interests);
        CatchUp begun = new CatchUp(client, this, history, interests, from, snapshotsOnGap);
        client.catchUp(begun);
        catchingUp.add(begun);
        return begun;
    }

    /** From now on the client gets everything as it comes. */
    void live(Client client) {
        catchingUp.removeIf(catchUp -> catchUp == client.catchUp());
        client.caughtUp();
        if (client.catchUp() == null) {
            group(client);
            sendStats(client, client.interests());
        }
        endRound();
    }

    /** The present stats of the reservoirs that match these interests. */
    void sendStats(Client client, Interests interests) {
        stats.values().stream()
                .filter(stats -> interests.wantStats(stats.reservoir()))
                .forEach(stats -> client.offer(
                        client.framing().frame(allocator(), Envelope.stats(stats.json(), client.cursor()))));
        endRound();
    }

    void deliver(Delivery delivery) {
        room.release();
        delivered = delivery.number();
        logPosition = delivery.after();
        cursor = delivery.cursor();
        if (!groups.isEmpty()) {
            Set<Group> batches = new LinkedHashSet<>();
            for (int i = 0; i < delivery.events().size(); i++) {
                deliver(delivery.events().get(i), delivery.messages().get(i), batches);
            }
            batches.forEach(group -> group.sendBatch(allocator(), cursor));
        }
        endRound();
        if (!catchingUp.isEmpty()) {
            List.copyOf(catchingUp).forEach(CatchUp::advance);
            endRound();
        }
    }

    void publishStats(ReservoirId reservoir, byte[] json) {
        stats.put(reservoir.toString(), new Stats(reservoir, json));
        try (SharedFrame frame = new SharedFrame(allocator(), Envelope.stats(json, cursor))) {
            groupsOf(reservoir).forEach(group -> group.sendStats(reservoir, frame));
        }
        endRound();
    }

    void removeStats(ReservoirId reservoir) {
        stats.remove(reservoir.toString());
    }

    void flushLater(Client client) {
        unflushed.add(client);
    }

    void countFrame(int bytes) {
        frames++;
        bytesSinceCheck += bytes;
        if (bytesSinceCheck > CHECK_QUEUES_BYTES) {
            bytesSinceCheck = 0;
            limitQueues();
        }
    }

    /** May be called during a delivery. First sends what the network takes; slow clients are closed at its end. */
    private void limitQueues() {
        if (queueLimit.isExceeded()) {
            flush();
            if (queueLimit.isExceeded()) {
                QueueLimit.slowest(clients).forEach(Client::drop);
            }
        }
    }

    /** Clients to be closed when no loop iterates over the clients. */
    void tooSlow(Client client) {
        slow.add(client);
    }

    private void deliver(LogEvent event, Message message, Set<Group> batches) {
        try (SharedFrame frame = new SharedFrame(allocator(), message)) {
            for (Group group : groupsOf(event.reservoir())) {
                if (!group.take(event, frame)) {
                    batches.add(group);
                }
            }
        }
    }

    /** Flushes what has been queued, and closes clients whose queues are too long. */
    void endRound() {
        flush();
        if (!slow.isEmpty()) {
            List<Client> closing = List.copyOf(slow);
            slow.clear();
            closing.forEach(Client::endSlow);
        }
    }

    private void flush() {
        if (!unflushed.isEmpty()) {
            meters.frames(frames);
            frames = 0;
            List<Client> flushing = unflushed;
            unflushed = new ArrayList<>(flushing.size());
            flushing.forEach(Client::flush);
        }
    }

    private static ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    private Set<Group> groupsOf(ReservoirId reservoir) {
        Set<Group> some = index.getOrDefault(reservoir, Set.of());
        Set<Group> all = index.getOrDefault(Interests.allLike(reservoir), Set.of());
        if (some.isEmpty() || all.isEmpty()) {
            return some.isEmpty() ? all : some;
        }
        Set<Group> both = new LinkedHashSet<>(some);
        both.addAll(all);
        return both;
    }

    private void group(Client client) {
        Interests interests = client.interests();
        if (interests.isEmpty() || client.isClosing()) {
            return;
        }
        Group group = groups.computeIfAbsent(interests, this::newGroup);
        group.add(client);
    }

    private Group newGroup(Interests interests) {
        Group group = new Group(interests);
        interests
                .selectors()
                .forEach(selector -> index.computeIfAbsent(selector, any -> new LinkedHashSet<>())
                        .add(group));
        return group;
    }

    private void ungroup(Client client) {
        Group group = groups.get(client.interests());
        if (group == null) {
            return;
        }
        group.remove(client);
        if (group.isEmpty()) {
            groups.remove(group.interests());
            group.interests().selectors().forEach(selector -> removeFromIndex(selector, group));
        }
    }

    private void removeFromIndex(ReservoirId selector, Group group) {
        Set<Group> found = index.getOrDefault(selector, Set.of());
        if (found.remove(group) && found.isEmpty()) {
            index.remove(selector);
        }
    }
}
