package commuter.notifier.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.EnumMap;
import java.util.Map;

/**
 * One message in the direct memory of one event loop, in each framing that is needed. All clients of the loop send
 * duplicates of the same bytes. Each loop has its own copy, so that two processors never count references to one
 * buffer.
 */
final class SharedFrame implements AutoCloseable {
    private final ByteBufAllocator allocator;
    private final Message message;
    private final Map<Framing, ByteBuf> frames = new EnumMap<>(Framing.class);

    SharedFrame(ByteBufAllocator allocator, Message message) {
        this.allocator = allocator;
        this.message = message;
    }

    ByteBuf duplicate(Framing framing) {
        return frames.computeIfAbsent(framing, wanted -> wanted.sharedFrame(allocator, message))
                .retainedDuplicate();
    }

    @Override
    public void close() {
        frames.values().forEach(ByteBuf::release);
    }
}
