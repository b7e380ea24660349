package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import java.time.Instant;

/**
 * Why this number of passengers is expected at a reservoir for a route in an hour, or in a part of it: lambda is
 * buildings times base times hour times day times special times share, and times the part of the hour.
 *
 * @param from inclusive
 * @param to exclusive, at most an hour later
 * @param base passengers per building per hour
 * @param hour the hour's multiplier
 * @param day the day's multiplier
 * @param special the multiplier of events and weather, averaged over the hour
 * @param share the share of the passengers who come while there is service, and, at a depot, for this route
 * @param lambda the expected number of passengers
 */
public record Explanation(
        ReservoirId reservoir,
        String routeId,
        Instant from,
        Instant to,
        int buildings,
        double base,
        double hour,
        double day,
        double special,
        double share,
        double lambda) {}
