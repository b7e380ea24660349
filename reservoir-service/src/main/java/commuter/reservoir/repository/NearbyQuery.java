package commuter.reservoir.repository;

import commuter.schemas.PassengerStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which passengers to look for around a place, in degrees.
 *
 * @param radiusKm up to 10
 * @param routeIds of any of these routes; empty for all
 * @param at when they are to have come and not to have given up; null for whenever
 * @param limit the most passengers of the answer, up to {@link PassengerQueries#LARGEST_PAGE}
 */
public record NearbyQuery(
        double latitude,
        double longitude,
        double radiusKm,
        Set<PassengerStatus> statuses,
        Set<String> routeIds,
        @Nullable Instant at,
        int limit) {}
