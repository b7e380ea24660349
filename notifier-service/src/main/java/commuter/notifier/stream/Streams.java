package commuter.notifier.stream;

import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import commuter.access.Caller;
import commuter.access.RefusedException;
import commuter.notifier.guard.OriginCheck;
import commuter.notifier.guard.RequestAuthenticator;
import commuter.notifier.hub.Hub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens the streams: checks the origin, the number of clients and the caller, and passes the connection to the
 * requested kind of stream.
 */
@Component
class Streams {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private static final String WEB_SOCKET = "/ws/stream";
    private static final String EVENT_STREAM = "/sse/stream";

    /** The parameter that holds a ticket, for clients that cannot send a header. */
    static final String TICKET = "ticket";

    private final RequestAuthenticator requestAuthenticator;
    private final OriginCheck origins;
    private final Hub hub;
    private final WebSocketUpgrade webSockets;
    private final EventStreamStart eventStreams;
    private final Counter refused;

    Streams(
            RequestAuthenticator requestAuthenticator,
            OriginCheck origins,
            Hub hub,
            WebSocketUpgrade webSockets,
            EventStreamStart eventStreams,
            MeterRegistry registry) {
        this.requestAuthenticator = requestAuthenticator;
        this.origins = origins;
        this.hub = hub;
        this.webSockets = webSockets;
        this.eventStreams = eventStreams;
        this.refused = Counter.builder("commuter.notifier.refused")
                .description("Clients refused because of their authentication, origin, or number")
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
        commuter.access.Refusal foreign = requestAuthenticator.foreign(headers.get(HttpHeaderNames.HOST));
        if (foreign != null) {
            refuse(context, request, StreamRefusal.of(foreign));
        } else if (!origins.allows(origin, headers.get(HttpHeaderNames.HOST))) {
            log.debug("Refused a page of {}: commuter.notifier.allowed-origins does not list it", origin);
            refuse(
                    context,
                    request,
                    StreamRefusal.of(FORBIDDEN, "commuter.notifier.allowed-origins does not list " + origin));
        } else if (!hub.hasRoom()) {
            refuse(
                    context,
                    request,
                    StreamRefusal.of(SERVICE_UNAVAILABLE, "No room for another client now, or not ready yet"));
        } else {
            identify(context, request);
        }
    }

    /** Continues where it began, on the connection's event loop. */
    private void identify(ChannelHandlerContext context, HttpRequest request) {
        QueryParameters query;
        try {
            query = QueryParameters.of(request);
            requestAuthenticator
                    .reader(
                            request.headers().get(HttpHeaderNames.AUTHORIZATION),
                            query.single(TICKET),
                            (InetSocketAddress) context.channel().remoteAddress())
                    .subscribe(
                            caller -> onLoop(context, () -> open(context, request, query, caller)),
                            problem -> onLoop(context, () -> refuse(context, request, refusal(problem))));
        } catch (InvalidMessageException e) {
            StreamRefusal.of(e).answer(context, request);
        }
    }

    private void open(ChannelHandlerContext context, HttpRequest request, QueryParameters query, Caller caller) {
        if (path(request).equals(WEB_SOCKET)) {
            webSockets.open(context, request, query, caller);
        } else {
            eventStreams.open(context, request, query, caller);
        }
    }

    private static void onLoop(ChannelHandlerContext context, Runnable action) {
        if (context.executor().inEventLoop()) {
            action.run();
        } else {
            context.executor().execute(action);
        }
    }

    private static StreamRefusal refusal(Throwable problem) {
        if (problem instanceof RefusedException refused) {
            return StreamRefusal.of(refused.refusal());
        }
        log.warn("A client could not be identified", problem);
        return StreamRefusal.of(INTERNAL_SERVER_ERROR, "The caller could not be authenticated");
    }

    /** Counts a client that is refused. */
    void countRefusal() {
        refused.increment();
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request, StreamRefusal streamRefusal) {
        countRefusal();
        streamRefusal.answer(context, request);
    }

    /** Empty for a path that cannot be decoded; the web server answers it. */
    private static String path(HttpRequest request) {
        try {
            return new QueryStringDecoder(request.uri()).path();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
