package commuter.notifier.hub;

import commuter.notifier.hub.ClientMemory.Use;
import commuter.schemas.ReservoirId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Brings one client from a position in the past to the present, at the speed at which it reads: first snapshots, if
 * requested, then events from the log, then events from memory. Each event is sent once, with the client's own cursor.
 * For the client's event loop only.
 */
final class CatchUp {
    private static final int AT_ONCE = 256;
    private static final int BATCH = 100;

    /** Maximum bytes of events that wait until the client reads on; a single event may be longer. */
    private static final long PORTION = 256 * 1024;

    /** Memory of an event besides its text. */
    private static final long OVERHEAD = 256;

    private final Client client;
    private final Shard shard;
    private final History history;
    private final Set<Integer> partitions;
    private final Collection<ReservoirId> snapshotsOnGap;
    private final Deque<LogEvent> pending = new ArrayDeque<>();
    private Iterator<Message> snapshots = Collections.emptyIterator();
    private LogPosition logPosition;
    private LogPosition whenPendingIsSent;
    private long nextDelivery;
    private boolean waiting;
    private boolean endChecked;
    private boolean stopped;

    /** @param snapshotsOnGap the selectors whose snapshots are sent if the past is no longer kept; may be empty */
    CatchUp(
            Client client,
            Shard shard,
            History history,
            Interests interests,
            LogPosition from,
            Collection<ReservoirId> snapshotsOnGap) {
        this.client = client;
        this.shard = shard;
        this.history = history;
        this.partitions = history.partitionsOf(interests, from.partitions());
        this.logPosition = from;
        this.whenPendingIsSent = from;
        this.snapshotsOnGap = snapshotsOnGap;
    }

    String cursor() {
        return history.cursors().encode(logPosition);
    }

    void stop() {
        stopped = true;
        pending.clear();
        snapshots = Collections.emptyIterator();
        client.memory().set(Use.PAST, 0);
        client.memory().set(Use.SNAPSHOTS, 0);
    }

    /** Begins with snapshots. The log is then read from the position at which they were taken. */
    CatchUp withSnapshots(Collection<ReservoirId> selectors, boolean fresh) {
        List<ReservoirId> reservoirs = List.copyOf(history.reservoirsOf(selectors));
        await(
                history.snapshots().of(reservoirs, history.known()::contains, logPosition, fresh),
                this::sendSnapshots,
                problem -> {
                    sendUnread(reservoirs);
                    advance();
                });
        return this;
    }

    /** Tells the client that events are missing, and continues from the present. */
    CatchUp afterGap(String reason) {
        logPosition = shard.position();
        whenPendingIsSent = logPosition;
        nextDelivery = 0;
        client.send("gap", Map.of("reason", reason));
        return snapshotsOnGap.isEmpty() ? this : withSnapshots(snapshotsOnGap, true);
    }

    /** Sends as much as the client can take now. */
    void advance() {
        for (int i = 0; i < AT_ONCE; i++) {
            if (stopped || waiting || !client.isWritable()) {
                shard.endRound();
                return;
            }
            if (snapshots.hasNext()) {
                sendNextSnapshot();
            } else if (!pending.isEmpty()) {
                sendNext();
            } else if (!findMore()) {
                shard.endRound();
                return;
            }
        }
        shard.endRound();
        client.execute(this::advance);
    }

    private void sendNextSnapshot() {
        client.offer(snapshots.next());
        if (!snapshots.hasNext()) {
            snapshots = Collections.emptyIterator();
            client.memory().set(Use.SNAPSHOTS, 0);
        }
    }

    private void sendNext() {
        LogEvent event = pending.remove();
        logPosition = logPosition.after(event);
        if (client.interests().batch()) {
            List<LogEvent> events = new ArrayList<>(List.of(event));
            while (events.size() < BATCH && !pending.isEmpty()) {
                events.add(pending.remove());
                logPosition = logPosition.after(events.get(events.size() - 1));
            }
            client.offer(Envelope.batch(events, cursor()));
        } else {
            client.offer(Envelope.event(event, cursor()));
        }
    }

    /** Finds the next events; false when there are none yet, or none left. */
    private boolean findMore() {
        logPosition = whenPendingIsSent;
        client.memory().set(Use.PAST, 0);
        if (nextDelivery == 0) {
            nextDelivery = history.recent().find(logPosition, partitions).orElse(0L);
        }
        return nextDelivery == 0 ? findInLog() : findInRecent();
    }

    private boolean findInRecent() {
        if (nextDelivery > shard.delivered()) {
            return finish();
        }
        Delivery delivery = history.recent().get(nextDelivery);
        if (delivery == null) {
            nextDelivery = 0;
        } else {
            LogPosition reached = take(delivery.events(), delivery.after());
            // Events of this delivery for which there was no memory are taken when these have been sent.
            nextDelivery += reached.equals(delivery.after()) ? 1 : 0;
            whenPendingIsSent = logPosition.later(reached);
        }
        return true;
    }

    private boolean findInLog() {
        LogPosition target = history.recent().begin().orElse(shard.position());
        Optional<Integer> behind = partitions.stream()
                .filter(partition -> logPosition.next(partition) < target.next(partition))
                .findFirst();
        if (behind.isEmpty()) {
            return finish();
        }
        int partition = behind.get();
        await(
                history.past().read(partition, logPosition.next(partition)),
                chunk -> {
                    LogPosition end = logPosition.with(partition, Math.max(logPosition.next(partition), chunk.end()));
                    whenPendingIsSent = take(chunk.events(), end);
                    advance();
                },
                this::pastFailed);
        return false;
    }

    /**
     * Ends when the client has all that this instance has read. A client whose cursor is further ahead waits until this
     * instance has caught up with it.
     */
    private boolean finish() {
        if (shard.position().reaches(logPosition, partitions)) {
            stopped = true;
            shard.live(client);
        } else if (!endChecked) {
            endChecked = true;
            await(
                    history.past().end(),
                    end -> {
                        if (!end.reaches(logPosition, partitions)) {
                            afterGap("unknown_position");
                        }
                        advance();
                    },
                    this::pastFailed);
        }
        return false;
    }

    /**
     * Takes the requested ones of some events, as many as there is memory for, and at least one.
     *
     * @param behindAll the client's position when it has received all of them
     * @return the client's position when it has received those that were taken
     */
    private LogPosition take(List<LogEvent> events, LogPosition behindAll) {
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            LogEvent event = events.get(i);
            if (logPosition.includes(event) || !client.interests().want(event)) {
                continue;
            }
            bytes += OVERHEAD + event.json().length;
            boolean fits = bytes <= PORTION && client.memory().tryToSet(Use.PAST, bytes);
            if (!fits && !pending.isEmpty()) {
                return logPosition.later(logPosition.after(events.subList(0, i)));
            }
            pending.add(event);
        }
        return behindAll;
    }

    private void pastFailed(Throwable problem) {
        if (problem instanceof RetainedLog.RetentionOverException) {
            afterGap("retention_over").advance();
        } else {
            client.close(CloseReason.UNAVAILABLE);
        }
    }

    /** Sent before the snapshots, so that the client has everything when the last snapshot arrives. */
    private void sendUnread(List<ReservoirId> unread) {
        if (!unread.isEmpty()) {
            String more = unread.size() == 1 ? "" : " and " + (unread.size() - 1) + " more";
            client.send(
                    "error",
                    Map.of(
                            "code",
                            "snapshot_unavailable",
                            "message",
                            "Who waits in " + unread.get(0) + more + " is not known now: ask again later",
                            "reservoirs",
                            unread));
        }
    }

    private void sendSnapshots(Snapshots.Readings found) {
        List<Snapshots.Snapshot> fitting = fitting(found.read());
        List<ReservoirId> unread = new ArrayList<>(found.unread());
        found.read().stream()
                .skip(fitting.size())
                .map(Snapshots.Snapshot::reservoir)
                .forEach(unread::add);
        sendUnread(unread);
        if (fitting.isEmpty() && !unread.isEmpty()) {
            advance();
            return;
        }
        for (Snapshots.Snapshot snapshot : fitting) {
            int partition = history.past().partitionOf(snapshot.reservoir());
            logPosition = logPosition.with(
                    partition,
                    Math.min(logPosition.next(partition), snapshot.since().next(partition)));
        }
        whenPendingIsSent = logPosition;
        nextDelivery = 0;
        snapshots = SnapshotFrames.of(fitting, client.caller().routes(), cursor());
        advance();
    }

    /**
     * The first of these lists, as many as there is memory for: a client that does not read would keep them in memory.
     */
    private List<Snapshots.Snapshot> fitting(List<Snapshots.Snapshot> read) {
        long bytes = 0;
        for (int i = 0; i < read.size(); i++) {
            bytes += OVERHEAD + read.get(i).passengers().length;
            if (!client.memory().set(Use.SNAPSHOTS, bytes)) {
                return read.subList(0, i);
            }
        }
        return read;
    }

    /** Continues, on the client's event loop, when something is available. */
    private <T> void await(CompletableFuture<T> future, Consumer<T> then, Consumer<Throwable> otherwise) {
        waiting = true;
        var unused = future.whenComplete((value, problem) -> client.execute(() -> {
            waiting = false;
            if (stopped) {
                return;
            }
            if (problem == null) {
                then.accept(value);
            } else {
                otherwise.accept(
                        problem instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : problem);
            }
        }));
    }
}
