package commuter.notifier.page;

import commuter.notifier.snapshot.ReservoirServiceSettings;
import commuter.schemas.Json;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Forwards a call of the page to the reservoir service with the caller's key or token, and returns the answer
 * unchanged. Callers without one read with the notifier's own key, as on the stream. Commands always use the caller's.
 * Thread-safe; never blocks.
 */
@Component
class ReservoirCalls {
    private static final Logger log = LoggerFactory.getLogger(ReservoirCalls.class);
    /** The caller of a command waits for its result. */
    private static final Duration DECIDING = Duration.ofSeconds(15);

    /**
     * The reservoir service closes a connection that has been idle for a minute. A command must not be sent at that
     * moment.
     */
    private static final Duration IDLE_AT_MOST = Duration.ofSeconds(30);

    private static final int CALLS_AT_ONCE = 500;

    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_ENCODING, "Idempotency-Key");

    private static final List<String> PASSED_BACK =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    private final ReservoirServiceSettings settings;
    private final HttpClient client;

    ReservoirCalls(ReservoirServiceSettings settings) {
        this.settings = settings;
        ConnectionProvider connections = ConnectionProvider.builder("calls")
                .maxConnections(CALLS_AT_ONCE)
                .maxIdleTime(IDLE_AT_MOST)
                .build();
        this.client = HttpClient.create(connections).compress(true);
    }

    private record Problem(String title, int status, String detail) {}

    Mono<ResponseEntity<byte[]>> read(ServerHttpRequest request) {
        String shown = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        String own = settings.key().isEmpty() ? null : "Bearer " + settings.key();
        return call(request, shown == null ? own : shown, settings.timeout(), new byte[0]);
    }

    Mono<ResponseEntity<byte[]>> command(ServerHttpRequest request, byte[] body) {
        String shown = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return call(request, shown, settings.timeout().plus(DECIDING), body);
    }

    private Mono<ResponseEntity<byte[]>> call(
            ServerHttpRequest request, @Nullable String authorization, Duration timeout, byte[] body) {
        String query = request.getURI().getRawQuery();
        String address = settings.url() + request.getURI().getRawPath() + (query == null ? "" : "?" + query);
        return client.responseTimeout(timeout)
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    }
                    for (String name : PASSED_ON) {
                        String value = request.getHeaders().getFirst(name);
                        if (value != null) {
                            headers.set(name, value);
                        }
                    }
                })
                .request(method(request))
                .uri(address)
                .send(ByteBufFlux.fromInbound(Mono.just(body)))
                .responseSingle((response, content) ->
                        content.asByteArray().defaultIfEmpty(new byte[0]).map(bytes -> answer(response, bytes)))
                .onErrorResume(failure -> Mono.just(away(failure)));
    }

    /** The answer to HEAD is the answer to GET; the server leaves out its body. */
    private static HttpMethod method(ServerHttpRequest request) {
        String name = request.getMethod().name();
        return name.equals("HEAD") ? HttpMethod.GET : HttpMethod.valueOf(name);
    }

    private static ResponseEntity<byte[]> answer(HttpClientResponse response, byte[] body) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatusCode.valueOf(response.status().code()));
        for (Map.Entry<String, String> header : response.responseHeaders()) {
            if (PASSED_BACK.stream().anyMatch(header.getKey()::equalsIgnoreCase)) {
                answer.header(header.getKey(), header.getValue());
            }
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }

    private ResponseEntity<byte[]> away(Throwable failure) {
        log.debug("No answer from {}", settings.url(), failure);
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        String detail = "The reservoir service does not answer";
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Json.write(new Problem(status.getReasonPhrase(), status.value(), detail)));
    }
}
