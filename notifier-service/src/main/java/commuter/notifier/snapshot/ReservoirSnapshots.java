package commuter.notifier.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.notifier.hub.Position;
import commuter.notifier.hub.Snapshots;
import commuter.schemas.ReservoirId;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/**
 * Reads lists over HTTP, each once for all who ask within a second. A list that is asked for when the log stood
 * somewhere holds all that came before: an event is in the log only when its row can be read.
 */
@Component
class ReservoirSnapshots implements Snapshots {
    private static final Logger log = LoggerFactory.getLogger(ReservoirSnapshots.class);
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);
    private static final int CALLS_AT_ONCE = 8;
    /** Not after one that took its whole time: the others wait for it. */
    private static final Retry SOON_AGAIN = Retry.backoff(3, Duration.ofMillis(200))
            .filter(failure -> !(failure instanceof FinalAnswer || failure instanceof ReadTimeoutException));

    private final ReservoirSettings settings;
    private final HttpClient client;
    private final Map<ReservoirId, Reading> readings = new HashMap<>();

    /** @param snapshot null when the list could not be read */
    private record Result(ReservoirId reservoir, @Nullable Snapshot snapshot) {}

    private record Reading(Position since, long startedNanos, CompletableFuture<Result> result) {
        /** A list that cannot be read is shared like any other, or all who ask would go on asking for it. */
        boolean isShared() {
            return System.nanoTime() - startedNanos < SHARED_FOR.toNanos();
        }
    }

    ReservoirSnapshots(ReservoirSettings settings) {
        this.settings = settings;
        ConnectionProvider connections = ConnectionProvider.builder("snapshots")
                .maxConnections(CALLS_AT_ONCE)
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

    @Override
    public CompletableFuture<Readings> of(Collection<ReservoirId> reservoirs, Position now, boolean fresh) {
        List<CompletableFuture<Result>> all = begin(reservoirs, now, fresh);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        readings(all.stream().map(CompletableFuture::join).toList()));
    }

    private synchronized List<CompletableFuture<Result>> begin(
            Collection<ReservoirId> reservoirs, Position now, boolean fresh) {
        readings.values().removeIf(reading -> !reading.isShared());
        return reservoirs.stream()
                .map(reservoir -> reading(reservoir, now, fresh).result())
                .toList();
    }

    private static Readings readings(List<Result> results) {
        return new Readings(
                results.stream()
                        .flatMap(result -> Stream.ofNullable(result.snapshot()))
                        .toList(),
                results.stream()
                        .filter(result -> result.snapshot() == null)
                        .map(Result::reservoir)
                        .toList());
    }

    private Reading reading(ReservoirId reservoir, Position now, boolean fresh) {
        List<Integer> partitions = IntStream.range(0, now.partitions()).boxed().toList();
        Reading shared = readings.get(reservoir);
        if (shared != null && (!fresh || shared.since().reaches(now, partitions))) {
            return shared;
        }
        CompletableFuture<Result> result = fetch(reservoir)
                .map(json -> new Result(reservoir, new Snapshot(reservoir, now, json)))
                .onErrorResume(failure -> Mono.just(unread(reservoir, failure)))
                .toFuture();
        Reading begun = new Reading(now, System.nanoTime(), result);
        readings.put(reservoir, begun);
        return begun;
    }

    private Mono<byte[]> fetch(ReservoirId reservoir) {
        String name = URLEncoder.encode(reservoir.toString(), UTF_8).replace("+", "%20");
        return client.get()
                .uri(settings.url() + "/api/reservoirs/" + name + "/available")
                .responseSingle(ReservoirSnapshots::body)
                .retryWhen(SOON_AGAIN);
    }

    private static Result unread(ReservoirId reservoir, Throwable failure) {
        log.debug("The list of {} could not be read", reservoir, failure);
        return new Result(reservoir, null);
    }

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufMono content) {
        int status = response.status().code();
        if (status == 200) {
            return content.asByteArray();
        }
        IOException failure = new IOException("The reservoir service answers " + response.status());
        return Mono.error(status >= 400 && status < 500 ? new FinalAnswer(failure) : failure);
    }

    /** An answer that will be the same the next moment. */
    private static final class FinalAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FinalAnswer(IOException cause) {
            super(cause);
        }
    }
}
