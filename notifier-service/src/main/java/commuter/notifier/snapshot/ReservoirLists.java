package commuter.notifier.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import io.netty.buffer.Unpooled;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/** The calls of the reservoir service for lists. Failed calls are retried as long as that may help. Never blocks. */
final class ReservoirLists {
    /** The time-out of one call. */
    private static final int MOST_RESERVOIRS = 1000;

    private static final int TOO_MANY_REQUESTS = 429;
    /** No retry after a call that took this long: the other lists wait for it. */
    private static final Retry SOON_AGAIN = Retry.backoff(3, Duration.ofMillis(200))
            .filter(failure -> !(failure instanceof FinalAnswer || failure instanceof ReadTimeoutException));

    private final ReservoirServiceSettings settings;
    private final HttpClient client;

    ReservoirLists(ReservoirServiceSettings settings, int callsAtOnce) {
        this.settings = settings;
        ConnectionProvider connections = ConnectionProvider.builder("snapshots")
                .maxConnections(callsAtOnce)
                .pendingAcquireMaxCount(-1)
                .build();
        this.client = HttpClient.create(connections)
                .compress(true)
                .responseTimeout(settings.timeout())
                .headers(headers -> {
                    if (!settings.key().isEmpty()) {
                        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key());
                    }
                });
    }

    private record Reservoirs(List<ReservoirId> reservoirs) {}

    /** Who waits in a reservoir, as a JSON array. */
    Mono<byte[]> available(ReservoirId reservoir) {
        String name = URLEncoder.encode(reservoir.toString(), UTF_8).replace("+", "%20");
        return client.get()
                .uri(settings.url() + "/api/reservoirs/" + name + "/available")
                .responseSingle(ReservoirLists::body)
                .retryWhen(SOON_AGAIN);
    }

    /**
     * Which of these reservoirs have waiting passengers, in one call for up to a thousand. If the service cannot
     * answer, all of them may.
     */
    Mono<Set<ReservoirId>> waiting(List<ReservoirId> reservoirs) {
        return Flux.range(0, (reservoirs.size() + MOST_RESERVOIRS - 1) / MOST_RESERVOIRS)
                .concatMap(part -> someWaiting(reservoirs.subList(
                        part * MOST_RESERVOIRS, Math.min(reservoirs.size(), (part + 1) * MOST_RESERVOIRS))))
                .flatMapIterable(some -> some)
                .collect(Collectors.toSet());
    }

    private Mono<List<ReservoirId>> someWaiting(List<ReservoirId> reservoirs) {
        byte[] question = Json.write(new Reservoirs(reservoirs));
        return client.headers(headers -> headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE))
                .post()
                .uri(settings.url() + "/api/reservoirs/waiting")
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(question)))
                .responseSingle(ReservoirLists::body)
                .map(json -> Json.read(json, Reservoirs.class).reservoirs())
                .retryWhen(SOON_AGAIN)
                .onErrorReturn(FinalAnswer.class, reservoirs);
    }

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufMono content) {
        int status = response.status().code();
        if (status == 200) {
            return content.asByteArray();
        }
        IOException failure = new IOException("The reservoir service answers " + response.status());
        return Mono.error(
                status >= 400 && status < 500 && status != TOO_MANY_REQUESTS ? new FinalAnswer(failure) : failure);
    }

    /** An answer that would be the same for a retry. */
    private static final class FinalAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FinalAnswer(IOException cause) {
            super(cause);
        }
    }
}
