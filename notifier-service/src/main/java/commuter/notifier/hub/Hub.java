package commuter.notifier.hub;

import commuter.notifier.NotifierSettings;
import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Brings each event to the clients that subscribed to its reservoir, in the order of publishing. A selector is a
 * reservoir, or {@code route:*} or {@code depot:*} for all of a kind. Thread-safe; events are published by one thread,
 * figures by one. Publishing never waits for a client.
 */
@Component
public final class Hub {
    /** The id that stands for every route, or every depot. */
    public static final String ALL = "*";

    private final NotifierSettings settings;
    private final HubMeters meters;
    private final Set<ClientSession> clients = ConcurrentHashMap.newKeySet();
    private final Map<ReservoirId, Set<ClientSession>> subscribers = new ConcurrentHashMap<>();
    private final CurrentStats currentStats = new CurrentStats();
    private boolean accepting = true;

    Hub(NotifierSettings settings, HubMeters meters) {
        this.settings = settings;
        this.meters = meters;
        meters.watch(this);
    }

    static ReservoirId allLike(ReservoirId reservoir) {
        return new ReservoirId(reservoir.kind(), ALL);
    }

    /** False when there are as many clients as allowed, or the service stops. */
    public synchronized boolean hasRoom() {
        return accepting && clients.size() < settings.maxConnections();
    }

    /** Admits a client; empty when there is no room. */
    public synchronized Optional<ClientSession> connect() {
        if (!hasRoom()) {
            return Optional.empty();
        }
        ClientSession client = new ClientSession(settings.queueSize().toBytes());
        clients.add(client);
        client.closing().subscribe(meters::closed);
        return Optional.of(client);
    }

    public void disconnect(ClientSession client) {
        clients.remove(client);
        client.leave().forEach(selector -> removeFromIndex(client, selector));
    }

    /** Admits no more clients and closes those that are there. */
    public synchronized void closeAll(CloseReason reason) {
        accepting = false;
        clients.forEach(client -> client.close(reason));
    }

    /**
     * Subscribes a client, replacing its subscription to the same selector.
     *
     * @param stats whether to send the figures too: the current ones at once, then each change
     * @param confirmation sent before anything that the subscription brings
     */
    public void subscribe(ClientSession client, ReservoirId selector, boolean stats, Frame confirmation) {
        synchronized (currentStats) {
            synchronized (client) {
                if (!client.subscribe(selector, stats, confirmation)) {
                    return;
                }
                addToIndex(client, selector);
            }
            if (stats) {
                currentStats.matching(selector, client::deliverStats);
            }
        }
    }

    /** Ends a subscription; the confirmation goes out after the last event that it brought. */
    public void unsubscribe(ClientSession client, ReservoirId selector, Frame confirmation) {
        synchronized (client) {
            removeFromIndex(client, selector);
            client.unsubscribe(selector, confirmation);
        }
    }

    public void publishEvent(ReservoirId reservoir, Frame frame) {
        eachSubscriber(reservoir, client -> client.deliverEvent(reservoir, frame));
    }

    public void publishStats(ReservoirId reservoir, Frame frame) {
        synchronized (currentStats) {
            currentStats.put(reservoir, frame);
            eachSubscriber(reservoir, client -> client.deliverStats(reservoir, frame));
        }
    }

    /** Forgets the figures of a reservoir that is no more. */
    public void removeStats(ReservoirId reservoir) {
        synchronized (currentStats) {
            currentStats.remove(reservoir);
        }
    }

    /** The clients at this moment; may change while it is walked. */
    public Collection<ClientSession> clients() {
        return Collections.unmodifiableSet(clients);
    }

    private void eachSubscriber(ReservoirId reservoir, Consumer<ClientSession> action) {
        subscribers.getOrDefault(reservoir, Set.of()).forEach(action);
        subscribers.getOrDefault(allLike(reservoir), Set.of()).forEach(action);
    }

    private void addToIndex(ClientSession client, ReservoirId selector) {
        subscribers.compute(selector, (key, present) -> {
            Set<ClientSession> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(client);
            return set;
        });
    }

    private void removeFromIndex(ClientSession client, ReservoirId selector) {
        subscribers.computeIfPresent(selector, (key, set) -> {
            set.remove(client);
            return set.isEmpty() ? null : set;
        });
    }
}
