package commuter.spawner.network;

import org.jspecify.annotations.Nullable;

/** In GTFS, a blank value means the same as a missing one. */
final class Blank {
    private Blank() {}

    static @Nullable String toNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
