package commuter.spawner.network;

import org.jspecify.annotations.Nullable;

/**
 * Where passengers board and alight.
 *
 * @param station the parent station, for stops that are platforms of one
 */
public record Stop(
        String id, String name, Position position, @Nullable Station station) {

    /** A group of platforms under one name. */
    public record Station(String id, String name, Position position) {}

    /**
     * The id of the parent station, or the stop's own id. For travellers, two stops with the same place are one place.
     */
    public String placeId() {
        return station == null ? id : station.id();
    }
}
