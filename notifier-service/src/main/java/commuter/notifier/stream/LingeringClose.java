package commuter.notifier.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending. If it were closed at once, the kernel would discard the answer
 * that the client has not read yet. So received bytes are dropped, for a while and up to a limit.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing can be done if closing fails
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final long MOST_MS = 2000;
    private static final long MOST_BYTES = 1 << 20;

    private long dropped;

    private LingeringClose() {}

    /** Must be called when the answer has been written. */
    static void begin(ChannelPipeline pipeline) {
        if (!pipeline.channel().isActive() || pipeline.get(LingeringClose.class) != null) {
            return;
        }
        pipeline.addFirst(new LingeringClose());
        if (pipeline.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        pipeline.channel().config().setAutoRead(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), MOST_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        dropped += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (dropped > MOST_BYTES) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        context.close();
    }
}
