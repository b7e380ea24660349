package commuter.notifier.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.notifier.hub.Position;
import commuter.notifier.hub.Snapshots;
import commuter.schemas.ReservoirId;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);
    private static final int CALLS_AT_ONCE = 8;
    private static final Retry SOON_AGAIN = Retry.backoff(3, Duration.ofMillis(200));

    private final ReservoirSettings settings;
    private final HttpClient client;
    private final Map<ReservoirId, Reading> readings = new HashMap<>();

    private record Reading(Position since, long startedNanos, CompletableFuture<Snapshot> snapshot) {
        boolean isShared() {
            return System.nanoTime() - startedNanos < SHARED_FOR.toNanos() && !snapshot.isCompletedExceptionally();
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
    public CompletableFuture<List<Snapshot>> of(Collection<ReservoirId> reservoirs, Position now, boolean fresh) {
        List<CompletableFuture<Snapshot>> all = begin(reservoirs, now, fresh);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    private synchronized List<CompletableFuture<Snapshot>> begin(
            Collection<ReservoirId> reservoirs, Position now, boolean fresh) {
        readings.values().removeIf(reading -> !reading.isShared());
        return reservoirs.stream()
                .map(reservoir -> reading(reservoir, now, fresh).snapshot())
                .toList();
    }

    private Reading reading(ReservoirId reservoir, Position now, boolean fresh) {
        List<Integer> partitions = IntStream.range(0, now.partitions()).boxed().toList();
        Reading shared = readings.get(reservoir);
        if (shared != null && (!fresh || shared.since().reaches(now, partitions))) {
            return shared;
        }
        CompletableFuture<Snapshot> snapshot =
                fetch(reservoir).map(json -> new Snapshot(reservoir, now, json)).toFuture();
        Reading begun = new Reading(now, System.nanoTime(), snapshot);
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

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufMono content) {
        return response.status().code() == 200
                ? content.asByteArray()
                : Mono.error(new IOException("The reservoir service answers " + response.status()));
    }
}
