package commuter.reservoir.api;

import commuter.reservoir.cache.Available;
import commuter.reservoir.cache.Available.Source;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Says how old a cached answer is and where it came from. Caches on the way must ask again: here it is forgotten in
 * time.
 */
final class Freshness {
    private Freshness() {}

    static ResponseEntity.BodyBuilder of(Available available) {
        return of(available.age(), available.source());
    }

    /** Of an answer that is made of several lists: as old as the oldest, and from as far as the farthest. */
    static ResponseEntity.BodyBuilder of(List<Available> lists) {
        return of(
                lists.stream()
                        .map(Available::age)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                lists.stream()
                        .map(Available::source)
                        .max(Comparator.naturalOrder())
                        .orElse(Source.HIT));
    }

    private static ResponseEntity.BodyBuilder of(Duration age, Source source) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, Long.toString(age.toSeconds()))
                .header("X-Cache", source.name());
    }
}
