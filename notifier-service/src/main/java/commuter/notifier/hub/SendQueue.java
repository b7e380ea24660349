package commuter.notifier.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, and for how long the network has taken nothing of it. For its event loop, except
 * where stated.
 */
final class SendQueue {
    /** What Netty adds to the size of a frame. */
    private static final long ENTRY = 96;

    private final Channel channel;
    private long offered;
    private long taken;
    private long movedNanos = System.nanoTime();
    private volatile long lastStalled;

    SendQueue(Channel channel) {
        this.channel = channel;
    }

    /** Notes that a frame has been added. */
    void offered(int bytes) {
        offered += bytes + ENTRY;
    }

    /** Bytes that wait. Any thread may call this. */
    long bytes() {
        ChannelOutboundBuffer buffer = buffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Frames that wait. */
    int frames() {
        ChannelOutboundBuffer buffer = buffer();
        return buffer == null ? 0 : buffer.size();
    }

    /** How long something has waited while nothing was sent; must be called regularly. */
    long stalledNanos(long now) {
        ChannelOutboundBuffer buffer = buffer();
        long waiting = bytes();
        long gone = offered - waiting + (buffer == null ? 0 : buffer.currentProgress());
        if (waiting == 0 || gone != taken) {
            taken = gone;
            movedNanos = now;
        }
        lastStalled = now - movedNanos;
        return lastStalled;
    }

    /** The last result of {@link #stalledNanos}. Any thread may call this. */
    long lastStalledNanos() {
        return lastStalled;
    }

    private @Nullable ChannelOutboundBuffer buffer() {
        return channel.unsafe().outboundBuffer();
    }
}
