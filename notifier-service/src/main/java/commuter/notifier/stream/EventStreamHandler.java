package commuter.notifier.stream;

import commuter.notifier.hub.Client;
import commuter.notifier.hub.Hub;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One stream of server-sent events. The client sends nothing; it only closes the connection at some time. */
final class EventStreamHandler extends ChannelInboundHandlerAdapter {
    private final Hub hub;
    private @Nullable Client client;

    EventStreamHandler(Hub hub) {
        this.hub = hub;
    }

    void client(Client connected) {
        client = connected;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (client != null) {
            hub.disconnect(client);
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (client != null && context.channel().isWritable()) {
            client.writable();
        }
    }

    /** The connection was closed, which is normal. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        var unused = context.close();
    }
}
