package commuter.notifier.stream;

import commuter.notifier.hub.ClientSession;
import commuter.notifier.hub.Hub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The door of {@code /ws/stream}: checks the origin and the number of clients before the handshake. */
@Component
class StreamEndpoint implements WebHandler {
    private static final Logger log = LoggerFactory.getLogger(StreamEndpoint.class);

    private final OriginCheck origins;
    private final Hub hub;
    private final WebSocketService handshake;
    private final ConnectionFactory connections;
    private final Counter refused;

    StreamEndpoint(
            OriginCheck origins,
            Hub hub,
            WebSocketService handshake,
            ConnectionFactory connections,
            MeterRegistry registry) {
        this.origins = origins;
        this.hub = hub;
        this.handshake = handshake;
        this.connections = connections;
        this.refused = Counter.builder("commuter.notifier.refused")
                .description("Clients refused because of their origin, or because there are too many")
                .register(registry);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String origin = headers.getOrigin();
        if (!origins.allows(origin, headers.getFirst(HttpHeaders.HOST))) {
            log.debug("Refused a page of {}: commuter.notifier.allowed-origins does not list it", origin);
            return refuse(exchange, HttpStatus.FORBIDDEN);
        }
        if (!hub.hasRoom()) {
            return refuse(exchange, HttpStatus.SERVICE_UNAVAILABLE);
        }
        NettyChannel channel = NettyChannel.of(exchange.getRequest());
        return handshake.handleRequest(
                exchange,
                socket -> hub.connect()
                        .map(client -> serve(client, connections.open(client, socket, channel)))
                        .orElseGet(() -> socket.close(CloseStatus.SERVICE_OVERLOAD)));
    }

    private Mono<Void> serve(ClientSession client, Connection connection) {
        return connection.run().doFinally(end -> hub.disconnect(client));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        refused.increment();
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }
}
