package commuter.notifier.page;

import commuter.access.Authenticator;
import commuter.schemas.Json;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page what it must know before it makes other calls. */
@RestController
class PageController {
    private final MapSettings map;
    private final Authenticator authenticator;

    PageController(MapSettings map, Authenticator authenticator) {
        this.map = map;
        this.authenticator = authenticator;
    }

    /**
     * @param open whether no authentication is required
     * @param tilesUrl empty for a map without tiles
     */
    record Page(boolean open, String tilesUrl, String tilesAttribution) {}

    @GetMapping("/page.json")
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(new Page(authenticator.isOpen(), map.tilesUrl(), map.tilesAttribution())));
    }
}
