package commuter.reservoir.write;

import commuter.schemas.ReservoirId;
import java.util.Set;

/**
 * Invalidates lists in the cache. Returns when the cache has acknowledged, and throws {@link NotAcknowledged} when it
 * has not.
 */
@FunctionalInterface
public interface CacheInvalidation {
    void invalidate(Set<ReservoirId> reservoirs);

    /** The cache is down or refuses. This is a failure of the cache, and may be temporary. */
    final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAcknowledged(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
