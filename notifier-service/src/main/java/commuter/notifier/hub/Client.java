package commuter.notifier.hub;

import commuter.access.Authenticator;
import commuter.access.Caller;
import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.ClientMemory.Use;
import commuter.schemas.ReservoirId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connected client: its subscriptions, its position in the log, and whether it is alive. For its channel's event
 * loop only, except where stated. If a method fails, the connection is lost, which ends the client.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class Client {
    private static final String SUBSCRIBED = "subscribed";

    private final String id = UUID.randomUUID().toString();
    private final ChannelHandlerContext context;
    private final Framing framing;
    private final Caller caller;
    private final Shard shard;
    private final NotifierSettings settings;
    private final ClientMemory.Share memory;
    private final SendQueue queue;
    private final Queue<Waiting> waitingForCatchUp = new ArrayDeque<>();
    private long waitingBytes;
    private Interests interests = Interests.NONE;
    private @Nullable CatchUp catchUp;
    private boolean unflushed;
    private boolean slow;
    private boolean dropped;
    private boolean closing;
    private long lastAliveNanos = System.nanoTime();
    private long pingedNanos = lastAliveNanos;

    /** @param bytes memory that it takes */
    private record Waiting(Runnable action, long bytes) {}

    Client(ChannelHandlerContext context, Framing framing, Caller caller, Shard shard, NotifierSettings settings) {
        this.context = context;
        this.framing = framing;
        this.caller = caller;
        this.shard = shard;
        this.settings = settings;
        this.memory = shard.memory().share();
        this.queue = new SendQueue(context.channel());
    }

    public String id() {
        return id;
    }

    public Caller caller() {
        return caller;
    }

    public Interests interests() {
        return interests;
    }

    /** The cursor of this client's position: what it has not received yet comes after it. */
    public String cursor() {
        return catchUp == null ? shard.cursor() : catchUp.cursor();
    }

    public boolean isClosing() {
        return closing;
    }

    /** Sends a message to this client only. */
    public void send(String type, Object data) {
        send(Envelope.message(type, data, cursor()));
    }

    void send(Message message) {
        offer(message);
        shard.endRound();
    }

    void offer(Message message) {
        offer(framing.frame(context.alloc(), message));
    }

    /** Answers a ping of the client. */
    public void pong(ByteBuf payload) {
        offer(WebSocketFrames.pong(context.alloc(), payload));
        shard.endRound();
    }

    /**
     * Runs an action that changes the interests: now, or when the client has caught up, in the order of the calls.
     * Returns false when too many actions wait already.
     *
     * @param bytes the length of the message that asks for it
     * @throws ClientMemory.ExhaustedException when there is no memory to let it wait
     */
    public boolean whenLive(Runnable action, long bytes) {
        if (catchUp == null) {
            action.run();
            return true;
        }
        if (waitingForCatchUp.size() >= settings.maxSubscriptions()) {
            return false;
        }
        // A parsed text takes up to twice its length, and each of its parts takes an object.
        Waiting waiting = new Waiting(action, 256 + 4 * bytes);
        memory.require(Use.MESSAGES_THAT_WAIT, waitingBytes + waiting.bytes());
        waitingBytes += waiting.bytes();
        return waitingForCatchUp.add(waiting);
    }

    /** Whether there is memory for an incomplete message of which this number of bytes has been received. */
    public boolean holdIncomplete(long bytes) {
        return memory.set(Use.INCOMPLETE_MESSAGE, bytes);
    }

    /**
     * Adds subscriptions, or replaces those with the same selectors. The confirmation is sent before their events. Must
     * be called when the client is live.
     *
     * @throws CursorCodec.InvalidCursorException when the cursor to resume from is invalid; nothing has changed
     * @throws ClientMemory.ExhaustedException when there is no memory for them; nothing has changed
     */
    public void subscribe(Subscription subscription, Object confirmation) throws CursorCodec.InvalidCursorException {
        CursorCodec cursors = shard.history().cursors();
        boolean first = interests.isEmpty();
        Interests more = interests.with(subscription.selectors(), subscription.filter(), subscription.batch());
        memory.require(Use.SUBSCRIPTIONS, more.bytes());
        Collection<ReservoirId> snapshots = subscription.snapshot() ? subscription.selectors() : Set.of();
        if (subscription.resume() != null) {
            resume(cursors, subscription.resume(), more, snapshots, confirmation);
        } else if (subscription.snapshot()) {
            send(SUBSCRIBED, confirmation);
            shard.catchUp(this, more, shard.position(), Set.of())
                    .withSnapshots(snapshots, !first)
                    .advance();
        } else {
            send(SUBSCRIBED, confirmation);
            shard.regroup(this, more);
            shard.sendStats(this, Interests.NONE.with(subscription.selectors(), subscription.filter(), false));
        }
    }

    /** Ends subscriptions. The confirmation is sent after their last event. Must be called when the client is live. */
    public void unsubscribe(Set<ReservoirId> selectors, Object confirmation) {
        Interests fewer = interests.without(selectors);
        memory.set(Use.SUBSCRIPTIONS, fewer.bytes());
        shard.regroup(this, fewer);
        send("unsubscribed", confirmation);
    }

    private void resume(
            CursorCodec cursors,
            String cursor,
            Interests more,
            Collection<ReservoirId> snapshotsOnGap,
            Object confirmation)
            throws CursorCodec.InvalidCursorException {
        try {
            LogPosition from = cursors.decode(cursor);
            CatchUp begun = shard.catchUp(this, more, from, snapshotsOnGap);
            send(SUBSCRIBED, confirmation);
            begun.advance();
        } catch (CursorCodec.InvalidCursorException e) {
            memory.set(Use.SUBSCRIPTIONS, interests.bytes());
            throw e;
        } catch (CursorCodec.OtherLogException e) {
            CatchUp begun = shard.catchUp(this, more, shard.position(), snapshotsOnGap);
            send(SUBSCRIBED, confirmation);
            begun.afterGap("other_log").advance();
        }
    }

    /** Records that the client is alive. */
    public void noteAlive() {
        lastAliveNanos = System.nanoTime();
    }

    /** More can be sent, because the network has taken some data. May be called while something is being sent. */
    public void writable() {
        if (catchUp != null) {
            execute(catchUp::advance);
        }
    }

    /**
     * Closes the client: nothing more is queued, and the close reason is sent after what is queued already. The
     * connection ends with the client's answer, or after a time-out. Only the first reason counts.
     */
    public void close(CloseReason reason) {
        if (!closing) {
            shard.meters().closed(reason);
        }
        close(reason.code(), reason.text());
    }

    /** The same with the code that the client itself sent. */
    public void close(int code, String text) {
        if (closing) {
            return;
        }
        closing = true;
        shard.leave(this);
        context.writeAndFlush(framing.close(context.alloc(), code, text));
        if (framing == Framing.EVENT_STREAM) {
            hangUp();
        }
        context.executor()
                .schedule(() -> context.close(), settings.closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes the client at the end of the round, whatever is queued for it: others need the memory. */
    void drop() {
        dropped = true;
        slow = true;
        shard.tooSlow(this);
    }

    /** Closes a client for which too much is queued. */
    void endSlow() {
        close(CloseReason.TOO_SLOW);
        if (dropped) {
            context.close();
        }
    }

    /** Ends the connection when everything has been sent. */
    public void hangUp() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    void disconnect() {
        memory.end();
        shard.disconnect(this);
    }

    ClientMemory.Share memory() {
        return memory;
    }

    Framing framing() {
        return framing;
    }

    void interests(Interests changed) {
        interests = changed;
    }

    @Nullable
    CatchUp catchUp() {
        return catchUp;
    }

    void catchUp(CatchUp begun) {
        catchUp = begun;
    }

    /** Ends the catch-up and runs the waiting actions, until one of them starts another catch-up. */
    void caughtUp() {
        catchUp = null;
        while (catchUp == null && !waitingForCatchUp.isEmpty()) {
            Waiting next = waitingForCatchUp.remove();
            waitingBytes -= next.bytes();
            memory.set(Use.MESSAGES_THAT_WAIT, waitingBytes);
            next.action().run();
        }
    }

    boolean isWritable() {
        return context.channel().isWritable();
    }

    /** Queues a frame. It is flushed together with all others of a delivery. Too many queued bytes close the client. */
    void offer(ByteBuf frame) {
        if (!closing && !slow && exceedsLimit(frame)) {
            context.flush();
            slow = exceedsLimit(frame);
            if (slow) {
                shard.tooSlow(this);
            }
        }
        // After a missing frame no other frame may follow, even if it were small enough.
        if (closing || slow) {
            frame.release();
            return;
        }
        int bytes = frame.readableBytes();
        queue.offered(bytes);
        context.write(frame, context.voidPromise());
        if (!unflushed) {
            unflushed = true;
            shard.flushLater(this);
        }
        shard.countFrame(bytes);
    }

    void flush() {
        unflushed = false;
        context.flush();
    }

    /** Pings the client when it is time. Closes it when it has not answered, or when its authentication has expired. */
    void checkAlive(long now, Authenticator authenticator) {
        if (!authenticator.holds(caller)) {
            close(CloseReason.UNAUTHORIZED);
            return;
        }
        if (queue.stalledNanos(now)
                > settings.pingInterval().plus(settings.pongTimeout()).toNanos()) {
            close(CloseReason.TOO_SLOW);
            return;
        }
        boolean unanswered = framing != Framing.EVENT_STREAM && pingedNanos - lastAliveNanos > 0;
        if (unanswered && now - pingedNanos > settings.pongTimeout().toNanos()) {
            close(CloseReason.SILENT);
        } else if (!unanswered && now - pingedNanos > settings.pingInterval().toNanos()) {
            pingedNanos = now;
            offer(framing.ping(context.alloc()));
            shard.endRound();
        }
    }

    /** Bytes that wait to be sent. Any thread may call this. */
    long queuedBytes() {
        return queue.bytes();
    }

    /**
     * For how long the network had taken nothing of what waits, when that was last checked. Any thread may call this.
     */
    long stalledNanos() {
        return queue.lastStalledNanos();
    }

    /** Frames that wait to be sent. */
    int queuedFrames() {
        return queue.frames();
    }

    /** Any thread may call this. */
    void execute(Runnable action) {
        context.executor().execute(action);
    }

    /** One frame of any size fits into an empty queue. */
    private boolean exceedsLimit(ByteBuf frame) {
        long waiting = queuedBytes();
        return waiting > 0
                && waiting + frame.readableBytes() > settings.queueSize().toBytes();
    }
}
