package commuter.notifier.stream;

import commuter.access.Caller;
import commuter.notifier.hub.Client;
import commuter.notifier.hub.CloseReason;
import commuter.notifier.hub.Framing;
import commuter.notifier.hub.Hub;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One WebSocket: joins frames to messages, answers pings, and closes the connection in order. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int NORMAL = 1000;
    private static final int NO_CODE = -1;

    private final Hub hub;
    private final ClientMessageHandler clientMessageHandler;
    private final FrameDecoder decoder;
    private final long maxBytes;
    private final Caller caller;
    private final Framing framing;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Client client;
    private @Nullable ByteArrayOutputStream fragments;
    private long fragmentBytes;

    WebSocketHandler(
            Hub hub,
            ClientMessageHandler clientMessageHandler,
            FrameDecoder decoder,
            long maxBytes,
            Caller caller,
            Framing framing) {
        this.hub = hub;
        this.clientMessageHandler = clientMessageHandler;
        this.decoder = decoder;
        this.maxBytes = maxBytes;
        this.caller = caller;
        this.framing = framing;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Admits the client and its caller, now that frames can be sent. */
    void greet() {
        if (context == null || !context.channel().isActive()) {
            return;
        }
        client = hub.connect(context, framing, caller).orElse(null);
        if (client == null) {
            var unused = context.close();
        } else {
            clientMessageHandler.greet(client);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext unused, WebSocketFrame frame) {
        if (client == null) {
            return;
        }
        client.noteAlive();
        if (frame instanceof CloseWebSocketFrame close) {
            onClose(client, close);
        } else if (!client.isClosing()) {
            onFrame(client, frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (client != null) {
            hub.disconnect(client);
        }
        inactive.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (client != null && changed.channel().isWritable()) {
            client.writable();
        }
    }

    /**
     * An incomplete message is kept for as long as its sender takes. So its memory is limited, for one client and for
     * all.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        if (client != null && !client.isClosing() && !client.holdIncomplete(decoder.undecodedBytes() + fragmentBytes)) {
            client.close(CloseReason.NO_MEMORY);
            client.hangUp();
        }
        read.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable problem) {
        if (client != null && problem instanceof CorruptedWebSocketFrameException corrupted) {
            client.close(reason(corrupted.closeStatus()));
        } else if (client != null && problem instanceof DecoderException undecodable) {
            client.close(reason(undecodable));
        } else if (problem instanceof IOException) {
            var unused = failed.close(); // the connection was closed, which is normal
        } else {
            failed.fireExceptionCaught(problem);
            var unused = failed.close();
        }
    }

    private void onFrame(Client sender, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            sender.pong(frame.content());
        } else if (frame instanceof BinaryWebSocketFrame) {
            sender.close(CloseReason.NOT_TEXT);
        } else if (!(frame instanceof PongWebSocketFrame)) {
            onText(sender, frame);
        }
    }

    /** A text, or the next part of one. The decoder lets parts pass in the right order only. */
    private void onText(Client sender, WebSocketFrame frame) {
        if (fragments == null && frame.isFinalFragment()) {
            clientMessageHandler.onText(sender, bytes(frame.content()));
            return;
        }
        ByteArrayOutputStream parts = fragments == null ? new ByteArrayOutputStream() : fragments;
        fragments = parts;
        if (parts.size() + frame.content().readableBytes() > maxBytes) {
            fragments = null;
            fragmentBytes = 0;
            sender.close(CloseReason.TOO_BIG);
            return;
        }
        parts.writeBytes(bytes(frame.content()));
        fragmentBytes = frame.isFinalFragment() ? 0 : 2 * parts.size();
        if (frame.isFinalFragment()) {
            fragments = null;
            clientMessageHandler.onText(sender, parts.toByteArray());
        }
    }

    /** The client's answer to our close frame, or its own close frame, which is answered with the same code. */
    private void onClose(Client sender, CloseWebSocketFrame close) {
        if (!sender.isClosing()) {
            int code = close.statusCode();
            sender.close(code == NO_CODE ? NORMAL : code, "");
        }
        sender.hangUp();
    }

    private static CloseReason reason(WebSocketCloseStatus status) {
        if (status.code() == CloseReason.TOO_BIG.code()) {
            return CloseReason.TOO_BIG;
        }
        return status.code() == CloseReason.NOT_UTF8.code() ? CloseReason.NOT_UTF8 : CloseReason.PROTOCOL_ERROR;
    }

    /** The data cannot be decompressed, or is longer than a message may be. */
    private static CloseReason reason(DecoderException undecodable) {
        boolean tooBig = undecodable instanceof DecompressionException && undecodable.getCause() == null;
        return tooBig ? CloseReason.TOO_BIG : CloseReason.PROTOCOL_ERROR;
    }

    private static byte[] bytes(ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        return bytes;
    }
}
