package commuter.notifier.hub;

import commuter.access.Authenticator;
import commuter.access.Caller;
import commuter.notifier.NotifierSettings;
import commuter.schemas.ReservoirId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Delivers each event to the clients that subscribed to its reservoir, in the order of the log. Thread-safe; one thread
 * publishes events, one publishes stats. Publishing never waits for a client, but it may wait for an event loop that is
 * behind.
 */
@Component
public final class Hub {
    private static final long CHECK_ALIVE_MS = 500;
    private static final long CHECK_QUEUES_MS = 100;
    private static final long AT_ONCE_BYTES = 256 * 1024;

    private final NotifierSettings settings;
    private final Authenticator authenticator;
    private final HubMeters meters;
    private final ClientMemory memory;
    private final QueueLimit queueLimit;
    private final Snapshots snapshots;
    private final KnownReservoirs known = new KnownReservoirs();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Map<EventExecutor, Shard> shards = new HashMap<>();
    private final Map<ReservoirId, byte[]> stats = new HashMap<>();
    private @Nullable History history;
    private LogPosition logPosition = LogPosition.of();
    private long deliveries;
    private boolean closed;

    Hub(
            NotifierSettings settings,
            Authenticator authenticator,
            HubMeters meters,
            ClientMemory memory,
            Snapshots snapshots) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.meters = meters;
        this.memory = memory;
        this.queueLimit = new QueueLimit(settings);
        this.snapshots = snapshots;
        meters.watch(clients);
    }

    /** Sets the position in the log. Before that, no client can be admitted, and no event published. */
    public synchronized void open(CursorCodec cursors, RetainedLog retainedLog, LogPosition now) {
        history =
                new History(cursors, new RecentDeliveries(settings.memory().toBytes()), retainedLog, snapshots, known);
        logPosition = now;
    }

    /**
     * False when there are as many clients as allowed, or the position in the log is not known yet, or the service
     * stops.
     */
    public synchronized boolean hasRoom() {
        return history != null && !closed && clients.size() < settings.maxConnections();
    }

    /**
     * Checks a cursor from a client.
     *
     * @throws CursorCodec.InvalidCursorException when it is invalid. A cursor of another log is valid: its client is
     *     told of a gap.
     */
    public void check(String cursor) throws CursorCodec.InvalidCursorException {
        History log;
        synchronized (this) {
            log = history;
        }
        try {
            if (log != null) {
                log.cursors().decode(cursor);
            }
        } catch (CursorCodec.OtherLogException e) {
            // The client is admitted, and told of the gap.
        }
    }

    /**
     * Admits a client; empty when there is no room. Called on the event loop of its channel.
     *
     * @param caller the authenticated caller
     */
    public Optional<Client> connect(ChannelHandlerContext context, Framing framing, Caller caller) {
        if (!hasRoom()) {
            return Optional.empty();
        }
        Client client = shardOf(context.executor()).connect(context, framing, caller);
        clients.add(client);
        return Optional.of(client);
    }

    /** Removes a client. Called on the event loop of its channel. */
    public void disconnect(Client client) {
        client.disconnect();
        clients.remove(client);
    }

    /** Admits no more clients and closes the connected ones. */
    public synchronized void closeAll(CloseReason reason) {
        closed = true;
        shards.forEach((loop, shard) -> loop.execute(() -> shard.closeAll(reason)));
    }

    /** The connected clients; the list may change during iteration. */
    public Collection<Client> clients() {
        return clients;
    }

    /**
     * Publishes events that were read together, in order.
     *
     * @param now the position in the log after them, and after records behind them that are not events
     */
    public void publish(List<LogEvent> events, LogPosition now) {
        events.forEach(event -> known.add(event.reservoir()));
        List<LogEvent> some = new ArrayList<>();
        long bytes = 0;
        for (LogEvent event : events) {
            if (bytes >= AT_ONCE_BYTES) {
                deliver(some, position().after(some));
                some = new ArrayList<>();
                bytes = 0;
            }
            some.add(event);
            bytes += event.json().length;
        }
        if (!now.equals(position())) {
            deliver(some, now);
        }
    }

    public synchronized void publishStats(ReservoirId reservoir, byte[] json) {
        known.add(reservoir);
        stats.put(reservoir, json);
        shards.forEach((loop, shard) -> loop.execute(() -> shard.publishStats(reservoir, json)));
    }

    /** Removes the stats of a deleted reservoir. */
    public synchronized void removeStats(ReservoirId reservoir) {
        known.remove(reservoir);
        stats.remove(reservoir);
        shards.forEach((loop, shard) -> loop.execute(() -> shard.removeStats(reservoir)));
    }

    private synchronized LogPosition position() {
        return logPosition;
    }

    private void deliver(List<LogEvent> events, LogPosition after) {
        shardsNow().forEach(Shard::awaitRoom);
        hand(events, after);
    }

    private synchronized List<Shard> shardsNow() {
        return List.copyOf(shards.values());
    }

    private synchronized void hand(List<LogEvent> events, LogPosition after) {
        if (history == null) {
            throw new IllegalStateException("The log is not known yet");
        }
        Delivery delivery = Delivery.of(++deliveries, logPosition, events, after, history.cursors());
        logPosition = after;
        history.recent().add(delivery.remembered());
        shards.forEach((loop, shard) -> loop.execute(() -> shard.deliver(delivery)));
    }

    private synchronized Shard shardOf(EventExecutor loop) {
        return shards.computeIfAbsent(loop, this::newShard);
    }

    private Shard newShard(EventExecutor loop) {
        if (history == null) {
            throw new IllegalStateException("The log is not known yet");
        }
        Shard shard = new Shard(settings, meters, memory, queueLimit, history, deliveries, logPosition);
        stats.forEach(shard::publishStats);
        var unused = loop.scheduleAtFixedRate(
                () -> shard.checkAlive(authenticator), CHECK_ALIVE_MS, CHECK_ALIVE_MS, TimeUnit.MILLISECONDS);
        var unusedToo = loop.scheduleAtFixedRate(
                () -> shard.checkQueues(loop), CHECK_QUEUES_MS, CHECK_QUEUES_MS, TimeUnit.MILLISECONDS);
        return shard;
    }
}
