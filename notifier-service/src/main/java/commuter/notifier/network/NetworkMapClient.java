package commuter.notifier.network;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.KnownRoutes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * The network's map, and the routes in it. No caller waits for the routes: before a spawner is found no routes are
 * known, and while it cannot be reached, the last known routes stay valid. Thread-safe.
 */
@Component
public class NetworkMapClient implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(NetworkMapClient.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final NetworkSettings settings;
    private final HttpClient client;
    private final Mono<byte[]> map;
    private final Disposable search;
    private volatile KnownRoutes routes = KnownRoutes.NONE;

    NetworkMapClient(NetworkSettings settings) {
        this.settings = settings;
        this.client = HttpClient.create()
                .compress(true)
                .followRedirect(true)
                .responseTimeout(settings.timeout())
                .headers(headers -> {
                    if (!settings.key().isEmpty()) {
                        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key());
                    }
                });
        this.map = Mono.defer(this::fetch)
                .cache(found -> settings.cacheFor(), failure -> PAUSE_AFTER_FAILURE, () -> PAUSE_AFTER_FAILURE);
        // Loads the names before the first call for the map, also when the spawner starts later than this service.
        this.search = Flux.interval(Duration.ZERO, PAUSE_AFTER_FAILURE)
                .onBackpressureDrop()
                .concatMap(tick -> map())
                .next()
                .subscribe();
    }

    /** The map as GeoJSON; empty when it cannot be read now. */
    public Mono<byte[]> map() {
        return map.onErrorResume(failure -> Mono.empty());
    }

    /** The routes that were read last. */
    public KnownRoutes routes() {
        if (!routes.isEmpty()) {
            map().subscribe();
        }
        return routes;
    }

    @Override
    public void destroy() {
        search.dispose();
    }

    private Mono<byte[]> fetch() {
        return client.get()
                .uri(settings.url())
                .responseSingle(NetworkMapClient::body)
                .doOnNext(this::learn)
                .doOnError(failure -> log.debug("No network from {}: {}", settings.url(), failure.toString()));
    }

    private void learn(byte[] geoJson) {
        try {
            routes = KnownRoutes.of(geoJson);
        } catch (InvalidRecordException e) {
            log.debug("No network from {}: {}", settings.url(), e.toString());
        }
    }

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufMono content) {
        return response.status().code() == 200 ? content.asByteArray() : Mono.empty();
    }
}
