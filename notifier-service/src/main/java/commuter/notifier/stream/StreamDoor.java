package commuter.notifier.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Stands in one connection of the web server behind the decoder of HTTP. It lets everything pass but a request for a
 * stream: then it takes the connection over, and the web server's handlers leave it. It also ends a connection on which
 * no request comes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
final class StreamDoor extends ChannelInboundHandlerAdapter {
    static final String NAME = "stream-door";

    private final Streams streams;
    private final Duration handshakeTimeout;
    private @Nullable Future<?> deadline;
    private boolean taken;

    StreamDoor(Streams streams, Duration handshakeTimeout) {
        this.streams = streams;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline =
                context.executor().schedule(() -> context.close(), handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopWaiting();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            stopWaiting();
            if (streams.serve(request)) {
                taken = true;
                takeOver(context);
                streams.open(context, request);
                return;
            }
        }
        if (taken) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void takeOver(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        for (String name : List.copyOf(pipeline.names())) {
            if (!name.equals(NAME) && !name.equals(NettyPipeline.HttpCodec) && pipeline.context(name) != null) {
                pipeline.remove(name);
            }
        }
        context.channel().config().setAutoRead(true);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
