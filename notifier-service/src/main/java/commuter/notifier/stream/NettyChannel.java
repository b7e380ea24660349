package commuter.notifier.stream;

import commuter.notifier.hub.CloseReason;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The connection below a WebSocket, for what Spring's session cannot do. What fails here fails because the connection is
 * lost already, which is all that was wanted.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyChannel {
    private final Channel channel;

    private NettyChannel(Channel channel) {
        this.channel = channel;
    }

    static NettyChannel of(ServerHttpRequest request) {
        HttpServerRequest nativeRequest = ServerHttpRequestDecorator.getNativeRequest(request);
        Channel[] channel = new Channel[1];
        nativeRequest.withConnection(connection -> channel[0] = connection.channel());
        return new NettyChannel(channel[0]);
    }

    /**
     * Says why, and leaves the connection open for the client's answer: closed at once, with something of the client's
     * still unread, the connection would be reset and the client might never see the reason.
     */
    void sendClose(CloseReason reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.text()));
    }

    /** Ends the connection, whatever still waits in it. */
    void abort() {
        channel.close();
    }
}
