package commuter.notifier.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * A handler after the HTTP decoder of a connection. It passes on everything except a request for a stream. For such a
 * request, once the earlier calls have been answered, it takes over the connection and removes the web server's
 * handlers.
 */
final class StreamHandshakeHandler extends ChannelInboundHandlerAdapter {
    static final String NAME = "stream-handshake";

    private final Streams streams;
    private final HttpDeadlines deadlines;
    private @Nullable HttpRequest waiting;
    private boolean asked;

    StreamHandshakeHandler(Streams streams, HttpDeadlines deadlines) {
        this.streams = streams;
        this.deadlines = deadlines;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!asked
                && message instanceof HttpRequest request
                && request.decoderResult().isSuccess()
                && streams.serve(request)) {
            asked = true;
            waiting = request;
            openWhenAnswered(context);
        } else if (asked) {
            // The client must not send anything before the stream is open.
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == HttpDeadlines.ANSWERED) {
            openWhenAnswered(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void openWhenAnswered(ChannelHandlerContext context) {
        HttpRequest request = waiting;
        if (request != null && deadlines.answersDue() == 1 && context.channel().isActive()) {
            waiting = null;
            takeOver(context);
            streams.open(context, request);
        }
    }

    /** Takes over a connection from the web server: only the HTTP decoder and this handler remain. */
    static void takeOver(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        for (String name : List.copyOf(pipeline.names())) {
            if (!name.equals(context.name())
                    && !name.equals(NettyPipeline.HttpCodec)
                    && pipeline.context(name) != null) {
                pipeline.remove(name);
            }
        }
        context.channel().config().setAutoRead(true);
    }
}
