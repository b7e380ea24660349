package commuter.notifier.stream;

import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;

import commuter.access.Caller;
import commuter.notifier.hub.Client;
import commuter.notifier.hub.Framing;
import commuter.notifier.hub.Hub;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/**
 * Starts a stream of server-sent events. The query contains what a WebSocket client sends in {@code subscribe}, and
 * {@code Last-Event-ID} contains the cursor. The answer ends with the connection.
 */
@Component
final class EventStreamStart {
    private final Hub hub;
    private final ClientMessageHandler clientMessageHandler;

    EventStreamStart(Hub hub, ClientMessageHandler clientMessageHandler) {
        this.hub = hub;
        this.clientMessageHandler = clientMessageHandler;
    }

    void open(ChannelHandlerContext context, HttpRequest request, QueryParameters query, Caller caller) {
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            StreamRefusal.of(METHOD_NOT_ALLOWED, "Only GET and HEAD")
                    .with(HttpHeaderNames.ALLOW, "GET, HEAD")
                    .answer(context, request);
            return;
        }
        try {
            ClientMessage.Subscribe wanted = EventStreamQuery.read(request, query);
            clientMessageHandler.check(wanted, caller);
            accept(context, request, wanted, caller);
        } catch (InvalidMessageException e) {
            StreamRefusal.of(e).answer(context, request);
        }
    }

    private void accept(
            ChannelHandlerContext context, HttpRequest request, ClientMessage.Subscribe wanted, Caller caller) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, "close")
                .set("X-Accel-Buffering", "no");
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin != null) {
            response.headers()
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaderNames.VARY, "Origin");
        }
        boolean headOnly = HttpMethod.HEAD.equals(request.method());
        var unused = context.writeAndFlush(response).addListener(sent -> {
            if (headOnly) {
                var unusedClose = context.close();
            } else if (sent.isSuccess()) {
                stream(context.pipeline(), wanted, caller);
            }
        });
    }

    private void stream(ChannelPipeline pipeline, ClientMessage.Subscribe wanted, Caller caller) {
        pipeline.remove(StreamHandshakeHandler.NAME);
        pipeline.remove(NettyPipeline.HttpCodec);
        pipeline.addLast(new EventStreamHandler(hub));
        ChannelHandlerContext context = pipeline.lastContext();
        Optional<Client> client = hub.connect(context, Framing.EVENT_STREAM, caller);
        if (client.isEmpty()) {
            var unused = context.close();
            return;
        }
        pipeline.get(EventStreamHandler.class).client(client.get());
        clientMessageHandler.greet(client.get());
        clientMessageHandler.subscribe(client.get(), wanted, 0);
    }
}
