package commuter.reservoir.write;

import commuter.schemas.ReservoirId;
import java.util.Set;

/** Makes the cache forget. Returns when the cache has acknowledged, throws {@link NotAcknowledged} when it has not. */
@FunctionalInterface
public interface CacheInvalidation {
    void invalidate(Set<ReservoirId> reservoirs);

    /** The cache is away, or will not: that is its fault, and may pass. */
    final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAcknowledged(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
