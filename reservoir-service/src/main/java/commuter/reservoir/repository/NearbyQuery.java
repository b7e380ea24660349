package commuter.reservoir.repository;

import commuter.schemas.PassengerStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which passengers to find around a place, in degrees.
 *
 * @param radiusKm up to 10
 * @param routeIds of any of these routes; empty for all
 * @param at an instant at which the passengers must have appeared and must not have expired; null for any time
 * @param limit maximum number of passengers, up to {@link PassengerQueries#LARGEST_PAGE}
 */
public record NearbyQuery(
        double latitude,
        double longitude,
        double radiusKm,
        Set<PassengerStatus> statuses,
        Set<String> routeIds,
        @Nullable Instant at,
        int limit) {}
