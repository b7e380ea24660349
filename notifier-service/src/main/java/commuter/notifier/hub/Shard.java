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
 * The clients of one event loop, in groups of equal interests, which are indexed by selector. Touched by that loop
 * only, except where said, so nothing here is locked.
 */
final class Shard {
    /** Deliveries that may wait for the loop; the reader of the log waits with the next one. */
    private static final int DELIVERIES_WAITING = 32;

    /** Bytes between two looks at what waits for all clients. */
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

    /** Where clients stand who have got everything. */
    LogPosition position() {
        return logPosition;
    }

    String cursor() {
        return cursor;
    }

    /** Waits until the loop has few deliveries to make. Called by the reader of the log. */
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

    /** Takes a client out of all that is delivered. */
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

    /** Ends those for whom most waits when what waits for all takes too much memory. */
    void checkQueues(EventExecutor loop) {
        if (queueLimit.isExceeded(loop, clients) || queueLimit.isExceeded()) {
            QueueLimit.slowest(clients).forEach(Client::drop);
            endRound();
        }
    }

    /** Gives a live client other interests; what it gets from now on is by them. */
    void regroup(Client client, Interests interests) {
        ungroup(client);
        client.interests(interests);
        group(client);
        endRound();
    }

    /** Gives a client more interests, and holds back what is new for it until it has caught up with them. */
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

    /** The stats now of what these interests name. */
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

    /**
     * Perhaps in the midst of a delivery: what the network takes goes out first, and who is slow is ended at its end.
     */
    private void limitQueues() {
        if (queueLimit.isExceeded()) {
            flush();
            if (queueLimit.isExceeded()) {
                QueueLimit.slowest(clients).forEach(Client::drop);
            }
        }
    }

    /** To be closed when nobody walks over the clients. */
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

    /** Sends off what has been queued, and ends those for whom it was too much. */
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
