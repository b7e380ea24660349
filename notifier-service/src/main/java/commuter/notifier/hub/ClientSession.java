package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One connected client: what it subscribed to, what waits for it, and whether it is alive. Thread-safe. Nothing here
 * waits for the client.
 */
public final class ClientSession {
    private final String id = UUID.randomUUID().toString();
    private final Outbox outbox;
    private final Sinks.One<CloseReason> closing = Sinks.one();

    /** Selector to whether its figures are wanted too. Guarded by this, as are the fields below. */
    private final Map<ReservoirId, Boolean> subscriptions = new HashMap<>();

    private boolean closed;
    private @Nullable Frame lastEvent;
    private @Nullable Frame lastStats;
    private long heardNanos = System.nanoTime();
    private long pingedNanos = heardNanos;

    ClientSession(long queueLimit) {
        this.outbox = new Outbox(queueLimit);
    }

    public String id() {
        return id;
    }

    /** Queues a message of the client's own. */
    public synchronized void send(Frame frame) {
        if (!closed && !outbox.offer(frame)) {
            close(CloseReason.TOO_SLOW);
        }
    }

    /** Ends the client: nothing more is queued, what waits is dropped, and it is told the reason. The first reason holds. */
    public synchronized void close(CloseReason reason) {
        if (!closed) {
            closed = true;
            closing.tryEmitValue(reason);
        }
    }

    /** What to send, in order; ends when the client is closed. To be subscribed to once. */
    public Flux<Frame> frames() {
        return outbox.frames().takeUntilOther(closing.asMono());
    }

    /** Gives the reason once the client is closed. */
    public Mono<CloseReason> closing() {
        return closing.asMono();
    }

    public synchronized int subscriptionCount() {
        return subscriptions.size();
    }

    public synchronized boolean isSubscribed(ReservoirId selector) {
        return subscriptions.containsKey(selector);
    }

    /** Notes a sign of life. */
    public synchronized void heard() {
        heardNanos = System.nanoTime();
    }

    /** Pings the client when it is time, and closes it when it has not answered. */
    public synchronized void checkAlive(Duration pingInterval, Duration pongTimeout) {
        long now = System.nanoTime();
        boolean unanswered = pingedNanos - heardNanos > 0;
        if (unanswered && now - pingedNanos > pongTimeout.toNanos()) {
            close(CloseReason.SILENT);
        } else if (!unanswered && now - pingedNanos > pingInterval.toNanos()) {
            pingedNanos = now;
            send(Frame.PING);
        }
    }

    /** Adds or replaces a subscription and confirms it before anything it brings; false when the client has gone. */
    synchronized boolean subscribe(ReservoirId selector, boolean stats, Frame confirmation) {
        if (closed) {
            return false;
        }
        subscriptions.put(selector, stats);
        lastStats = null; // the figures come again, even those the client has had
        send(confirmation);
        return true;
    }

    /** Ends a subscription and confirms it after the last event it brought. */
    synchronized void unsubscribe(ReservoirId selector, Frame confirmation) {
        subscriptions.remove(selector);
        send(confirmation);
    }

    /** Hands over an event, once even if several subscriptions want it. */
    synchronized void deliverEvent(ReservoirId reservoir, Frame frame) {
        if (frame != lastEvent && (isSubscribed(reservoir) || isSubscribed(Hub.allLike(reservoir)))) {
            lastEvent = frame;
            send(frame);
        }
    }

    /** Hands over figures, once even if several subscriptions want them. */
    synchronized void deliverStats(ReservoirId reservoir, Frame frame) {
        if (frame != lastStats && (wantsStats(reservoir) || wantsStats(Hub.allLike(reservoir)))) {
            lastStats = frame;
            send(frame);
        }
    }

    /** Forgets all subscriptions, and takes no more. */
    synchronized List<ReservoirId> leave() {
        closed = true;
        List<ReservoirId> selectors = List.copyOf(subscriptions.keySet());
        subscriptions.clear();
        return selectors;
    }

    long queuedBytes() {
        return outbox.queuedBytes();
    }

    private boolean wantsStats(ReservoirId selector) {
        return subscriptions.getOrDefault(selector, false);
    }
}
