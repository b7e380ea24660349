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
 * Headers that say how old a cached answer is and where it came from. HTTP caches must revalidate: the service
 * invalidates its own list when it changes, and they cannot know.
 */
final class Freshness {
    private Freshness() {}

    static ResponseEntity.BodyBuilder of(Available available) {
        return of(available.age(), available.source());
    }

    /**
     * For an answer that is made of several lists: the age of the oldest one, and the last of their sources in the
     * order of {@link Source}.
     */
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
