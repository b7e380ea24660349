package commuter.notifier.page;

import commuter.notifier.network.NetworkMapClient;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Forwards the network's routes, so that the page can name and colour them without calling another origin. Without a
 * spawner there is no content; the page then shows ids only.
 */
@RestController
class NetworkForwardController {
    private final NetworkMapClient networkMapClient;

    NetworkForwardController(NetworkMapClient networkMapClient) {
        this.networkMapClient = networkMapClient;
    }

    @GetMapping("/api/network")
    Mono<ResponseEntity<byte[]>> network() {
        return networkMapClient
                .map()
                .map(json -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json))
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }
}
