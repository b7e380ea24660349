package commuter.notifier.stream;

import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpResponseStatus.TOO_MANY_REQUESTS;

import commuter.notifier.hub.Hub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens the streams: checks the origin and the numbers of clients, and hands the connection to the one that is asked for. */
@Component
class Streams {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private static final String WEB_SOCKET = "/ws/stream";
    private static final String EVENT_STREAM = "/sse/stream";

    private final OriginCheck origins;
    private final Hub hub;
    private final Addresses addresses;
    private final WebSocketUpgrade webSockets;
    private final EventStreamStart eventStreams;
    private final Counter refused;

    Streams(
            OriginCheck origins,
            Hub hub,
            Addresses addresses,
            WebSocketUpgrade webSockets,
            EventStreamStart eventStreams,
            MeterRegistry registry) {
        this.origins = origins;
        this.hub = hub;
        this.addresses = addresses;
        this.webSockets = webSockets;
        this.eventStreams = eventStreams;
        this.refused = Counter.builder("commuter.notifier.refused")
                .description("Clients refused because of their origin, or because there are too many")
                .register(registry);
    }

    /** Whether a request is for a stream. */
    boolean serve(HttpRequest request) {
        String path = path(request);
        return path.equals(WEB_SOCKET) || path.equals(EVENT_STREAM);
    }

    /** Answers a request for a stream. */
    void open(ChannelHandlerContext context, HttpRequest request) {
        HttpHeaders headers = request.headers();
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (!origins.allows(origin, headers.get(HttpHeaderNames.HOST))) {
            log.debug("Refused a page of {}: commuter.notifier.allowed-origins does not list it", origin);
            refuse(context, Refusal.of(FORBIDDEN, "commuter.notifier.allowed-origins does not list " + origin));
        } else if (!hub.hasRoom()) {
            refuse(context, Refusal.of(SERVICE_UNAVAILABLE, "No room for another client now, or not ready yet"));
        } else if (!addresses.admit(address(context))) {
            refuse(context, Refusal.of(TOO_MANY_REQUESTS, "Too many clients of this address"));
        } else {
            InetAddress address = address(context);
            var unused = context.channel().closeFuture().addListener(closed -> addresses.leave(address));
            if (path(request).equals(WEB_SOCKET)) {
                webSockets.open(context, request);
            } else {
                eventStreams.open(context, request);
            }
        }
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        refused.increment();
        refusal.send(context);
    }

    private static InetAddress address(ChannelHandlerContext context) {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    }

    private static String path(HttpRequest request) {
        return new QueryStringDecoder(request.uri()).path();
    }
}
