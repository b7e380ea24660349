package commuter.reservoir.api;

import commuter.reservoir.cache.Available;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Says how old a cached answer is and where it came from. Caches on the way must ask again: here it is forgotten in time. */
final class Freshness {
    private Freshness() {}

    static ResponseEntity.BodyBuilder of(Available available) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, Long.toString(available.age().toSeconds()))
                .header("X-Cache", available.source().name());
    }
}
