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
 * One connected client: what it subscribed to, where it stands in the log, and whether it is alive. Touched by its
 * channel's event loop only, except where said. What fails here fails because the connection is lost, which ends it.
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
    private long heardNanos = System.nanoTime();
    private long pingedNanos = heardNanos;

    /** @param bytes what it takes in memory */
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

    /** The cursor of where this client stands: what it has not got yet lies behind it. */
    public String cursor() {
        return catchUp == null ? shard.cursor() : catchUp.cursor();
    }

    public boolean isClosing() {
        return closing;
    }

    /** Sends a message of the client's own. */
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

    /** Answers a ping of the client's. */
    public void pong(ByteBuf payload) {
        offer(WebSocketFrames.pong(context.alloc(), payload));
        shard.endRound();
    }

    /**
     * Runs an action that changes the interests: now, or when the client has caught up, in the order of the calls;
     * false when too many wait already.
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
        // A text takes up to twice its length when it has been read, and each of its parts an object.
        Waiting waiting = new Waiting(action, 256 + 4 * bytes);
        memory.require(Use.MESSAGES_THAT_WAIT, waitingBytes + waiting.bytes());
        waitingBytes += waiting.bytes();
        return waitingForCatchUp.add(waiting);
    }

    /** Whether there is memory for a message of which so many bytes have come, and that is not complete. */
    public boolean holdIncomplete(long bytes) {
        return memory.set(Use.INCOMPLETE_MESSAGE, bytes);
    }

    /**
     * Adds subscriptions, or replaces those with the same selectors, and confirms them before anything that they bring.
     * To be called when live.
     *
     * @throws CursorCodec.InvalidCursorException when there is a cursor to resume from, and it is none; nothing has
     *     changed
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

    /** Ends subscriptions, and confirms that behind the last that they brought. To be called when live. */
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

    /** Notes a sign of life. */
    public void heard() {
        heardNanos = System.nanoTime();
    }

    /**
     * What waits could go out further, now that the network has taken some: perhaps in the midst of what is being sent.
     */
    public void writable() {
        if (catchUp != null) {
            execute(catchUp::advance);
        }
    }

    /**
     * Ends the client: nothing more is queued, and it is told the reason behind what waits already. Then its answer, or
     * its delay, ends the connection. The first reason holds.
     */
    public void close(CloseReason reason) {
        if (!closing) {
            shard.meters().closed(reason);
        }
        close(reason.code(), reason.text());
    }

    /** The same with the code that the client itself gave. */
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

    /** Has the client ended at the end of the round, whatever waits for it: others need the memory. */
    void drop() {
        dropped = true;
        slow = true;
        shard.tooSlow(this);
    }

    /** Ends a client for whom too much waited. */
    void endSlow() {
        close(CloseReason.TOO_SLOW);
        if (dropped) {
            context.close();
        }
    }

    /** Ends the connection when all that was said has been sent. */
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

    /** Ends the catching up and does what has waited for it, unless that begins another. */
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

    /** Queues a frame, which is flushed with all others of a delivery; too many bytes end the client. */
    void offer(ByteBuf frame) {
        if (!closing && !slow && exceedsLimit(frame)) {
            context.flush();
            slow = exceedsLimit(frame);
            if (slow) {
                shard.tooSlow(this);
            }
        }
        // Once something is missing nothing may follow, even if it were small enough.
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

    /** Pings the client when it is time, and closes it when it has not answered, or when its permission has ended. */
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
        boolean unanswered = framing != Framing.EVENT_STREAM && pingedNanos - heardNanos > 0;
        if (unanswered && now - pingedNanos > settings.pongTimeout().toNanos()) {
            close(CloseReason.SILENT);
        } else if (!unanswered && now - pingedNanos > settings.pingInterval().toNanos()) {
            pingedNanos = now;
            offer(framing.ping(context.alloc()));
            shard.endRound();
        }
    }

    /** Bytes that wait to be sent. Any thread may ask. */
    long queuedBytes() {
        return queue.bytes();
    }

    /** Frames that wait to be sent. */
    int queuedFrames() {
        return queue.frames();
    }

    /** Any thread may call it. */
    void execute(Runnable action) {
        context.executor().execute(action);
    }

    /** One frame of any size fits an empty queue. */
    private boolean exceedsLimit(ByteBuf frame) {
        long waiting = queuedBytes();
        return waiting > 0
                && waiting + frame.readableBytes() > settings.queueSize().toBytes();
    }
}
