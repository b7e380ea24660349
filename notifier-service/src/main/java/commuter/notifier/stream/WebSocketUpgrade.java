package commuter.notifier.stream;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import commuter.access.Caller;
import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.Framing;
import commuter.notifier.hub.Hub;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/** The handshake of RFC 6455, with one extension: permessage-deflate. */
@Component
final class WebSocketUpgrade {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String VERSION = "13";

    /**
     * A browser that offers subprotocols fails unless the answer contains one of them. A client that offers none gets
     * none.
     */
    private static final String SUBPROTOCOL = "commuter.v1";

    private final Hub hub;
    private final ClientMessageHandler clientMessageHandler;
    private final NotifierSettings settings;

    WebSocketUpgrade(Hub hub, ClientMessageHandler clientMessageHandler, NotifierSettings settings) {
        this.hub = hub;
        this.clientMessageHandler = clientMessageHandler;
        this.settings = settings;
    }

    void open(ChannelHandlerContext context, HttpRequest request, QueryParameters query, Caller caller) {
        HttpHeaders headers = request.headers();
        if (!HttpMethod.GET.equals(request.method())
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            StreamRefusal.of(BAD_REQUEST, "Only a WebSocket is to be had here; server-sent events are at /sse/stream")
                    .answer(context, request);
        } else if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            StreamRefusal.of(UPGRADE_REQUIRED, "Sec-WebSocket-Version must be " + VERSION)
                    .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION)
                    .answer(context, request);
        } else if (!isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
            StreamRefusal.of(BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in Base64")
                    .answer(context, request);
        } else if (!subprotocols(headers).isEmpty() && !subprotocols(headers).contains(SUBPROTOCOL)) {
            StreamRefusal.of(
                            BAD_REQUEST,
                            "Sec-WebSocket-Protocol: '" + String.join(", ", subprotocols(headers)) + "' must contain "
                                    + SUBPROTOCOL + ", the only subprotocol here, or be left out")
                    .answer(context, request);
        } else {
            accept(context, request, query, caller);
        }
    }

    private void accept(ChannelHandlerContext context, HttpRequest request, QueryParameters query, Caller caller) {
        try {
            query.requireKnown(Set.of(Streams.TICKET));
            accept(context, request.headers(), caller);
        } catch (InvalidMessageException e) {
            StreamRefusal.of(e).answer(context, request);
        }
    }

    private void accept(ChannelHandlerContext context, HttpHeaders asked, Caller caller) {
        boolean deflating = PerMessageDeflate.isOffered(asked.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, answerTo(asked.get(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
        if (!subprotocols(asked).isEmpty()) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL);
        }
        if (deflating) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, PerMessageDeflate.AGREED);
        }
        var unused = context.writeAndFlush(response).addListener(sent -> {
            if (sent.isSuccess()) {
                speak(context.pipeline(), caller, deflating);
            }
        });
    }

    /**
     * From here on there are frames only. Bytes that came after the request are passed from the HTTP codec to the frame
     * decoder.
     */
    private void speak(ChannelPipeline pipeline, Caller caller, boolean deflating) {
        int maxBytes = Math.toIntExact(settings.maxFrameSize().toBytes());
        pipeline.remove(StreamHandshakeHandler.NAME);
        FrameDecoder decoder = new FrameDecoder(maxBytes, deflating);
        pipeline.addLast(decoder);
        if (deflating) {
            pipeline.addLast(ReservedBits.INSTANCE, PerMessageDeflate.decoder(maxBytes));
        }
        Framing framing = deflating ? Framing.DEFLATING_WEB_SOCKET : Framing.WEB_SOCKET;
        pipeline.addLast(new WebSocketHandler(hub, clientMessageHandler, decoder, maxBytes, caller, framing));
        pipeline.remove(NettyPipeline.HttpCodec);
        pipeline.get(WebSocketHandler.class).greet();
    }

    /** The subprotocols that a client offers, in one header or several. */
    private static List<String> subprotocols(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String answerTo(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
