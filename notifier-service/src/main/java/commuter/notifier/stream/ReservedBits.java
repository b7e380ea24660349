package commuter.notifier.stream;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * A handler before the decoder of permessage-deflate, which does not check all reserved bits: only the first one may be
 * set, and only on the first frame of a message.
 */
@Sharable
final class ReservedBits extends ChannelInboundHandlerAdapter {
    static final ReservedBits INSTANCE = new ReservedBits();

    private static final int DEFLATED = 4;

    private ReservedBits() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof WebSocketFrame frame && frame.rsv() != 0 && !beginsDeflated(frame)) {
            ReferenceCountUtil.release(message);
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "Reserved bits " + frame.rsv());
        }
        context.fireChannelRead(message);
    }

    private static boolean beginsDeflated(WebSocketFrame frame) {
        boolean isFirst = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        return isFirst && frame.rsv() == DEFLATED;
    }
}
