package commuter.notifier.page;

import commuter.schemas.Json;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells in which services of the pipeline records flow, and what is wrong with the others. */
@RestController
class PartsController {
    private final Mono<List<PartsHealth.Part>> parts;

    PartsController(PartsHealth health) {
        this.parts = health.ofAll();
    }

    @GetMapping("/api/parts")
    Mono<ResponseEntity<byte[]>> parts() {
        return parts.map(found -> ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(found)));
    }
}
