package commuter.reservoir.dispatch;

import commuter.schemas.ReservoirId;
import java.util.Set;

/** Makes the cache forget. Returns when the cache has acknowledged, throws when it has not. */
@FunctionalInterface
public interface CacheInvalidation {
    void invalidate(Set<ReservoirId> reservoirs);
}
