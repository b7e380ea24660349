package commuter.spawner.seeding;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the passengers of some hours of a day.
 *
 * @param route a route's id or short name; null or {@code all} for every route
 * @param day a weekday; null when a date is given, or for today
 * @param date an ISO date
 * @param spawnType {@code route}, {@code depot} or {@code both}; null for both
 * @param startHour 0 to 23; null for 0
 * @param endHour 1 to 24, exclusive; 0 and null mean the midnight that ends the day
 * @param seed null for the service's own
 * @param dryRun whether to explain only how many passengers are expected
 */
public record SeedRequest(
        @Nullable String route,
        @Nullable String day,
        @Nullable String date,
        @Nullable String spawnType,
        @Nullable Integer startHour,
        @Nullable Integer endHour,
        @Nullable Long seed,
        @Nullable Boolean dryRun) {}
