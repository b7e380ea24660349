package commuter.notifier.page;

import commuter.access.Authenticator;
import commuter.schemas.Json;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page what it cannot know before it asks for anything else. */
@RestController
class PageController {
    private final MapSettings map;
    private final Authenticator authenticator;

    PageController(MapSettings map, Authenticator authenticator) {
        this.map = map;
        this.authenticator = authenticator;
    }

    /**
     * @param open whether nobody is asked who he is
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
