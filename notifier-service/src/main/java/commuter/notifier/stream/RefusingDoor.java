package commuter.notifier.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** Stands in a connection for which there is no place: answers its first request, if that comes soon, with a refusal. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
final class RefusingDoor extends ChannelInboundHandlerAdapter {
    static final String NAME = "refusing-door";
    private static final long PATIENCE_MS = 4000;

    private final Refusal refusal;
    private boolean answered;

    RefusingDoor(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!answered && message instanceof HttpRequest request) {
            answered = true;
            StreamDoor.takeOver(context);
            refusal.answer(context, request);
        } else {
            ReferenceCountUtil.release(message);
        }
    }
}
