package commuter.notifier.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * A handler of a connection for which there is no room: answers its first request, if that comes soon, with a refusal.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing can be done if closing fails
final class RefusingHandler extends ChannelInboundHandlerAdapter {
    static final String NAME = "connection-refusal";
    private static final long PATIENCE_MS = 4000;

    private final StreamRefusal streamRefusal;
    private boolean answered;

    RefusingHandler(StreamRefusal streamRefusal) {
        this.streamRefusal = streamRefusal;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!answered && message instanceof HttpRequest request) {
            answered = true;
            StreamHandshakeHandler.takeOver(context);
            streamRefusal.answer(context, request);
        } else {
            ReferenceCountUtil.release(message);
        }
    }
}
