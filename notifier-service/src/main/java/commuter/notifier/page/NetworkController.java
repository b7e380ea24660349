package commuter.notifier.page;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Passes on the network's routes, so that the page can name and colour them without asking another origin. Without a
 * spawner there is no content; the page then shows bare ids.
 */
@RestController
class NetworkController {
    private static final Logger log = LoggerFactory.getLogger(NetworkController.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final HttpClient client;
    private final Mono<byte[]> network;

    NetworkController(NetworkSettings settings) {
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
        this.network = Mono.defer(this::fetch)
                .cache(found -> settings.cacheFor(), failure -> PAUSE_AFTER_FAILURE, () -> PAUSE_AFTER_FAILURE);
    }

    @GetMapping("/api/network")
    Mono<ResponseEntity<byte[]>> network() {
        return network.map(json -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json))
                .onErrorResume(failure -> Mono.empty())
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    private Mono<byte[]> fetch() {
        return client.get()
                .uri(settings.url())
                .responseSingle(NetworkController::body)
                .doOnError(failure -> log.debug("No network from {}: {}", settings.url(), failure.toString()));
    }

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufMono content) {
        return response.status().code() == 200 ? content.asByteArray() : Mono.empty();
    }
}
