package commuter.reservoir.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import commuter.access.Caller;
import commuter.reservoir.cache.Available;
import commuter.reservoir.repository.NearbyQuery;
import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.reservoir.routes.RouteNames;
import commuter.schemas.KnownRoutes;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Passengers near a place, nearest first. Passengers who wait for one route, at its stops and in its depots, are read
 * from the cache. For other statuses, without a route, or while the depots are not known, Strapi is asked. The limit is
 * applied after all of them have been considered.
 */
@RestController
class NearbyController {
    private static final int MOST_RESULTS = 1000;

    private final Reservoirs reservoirs;
    private final RouteParameter routes;
    private final RouteNames routeNames;

    NearbyController(Reservoirs reservoirs, RouteParameter routes, RouteNames routeNames) {
        this.reservoirs = reservoirs;
        this.routes = routes;
        this.routeNames = routeNames;
    }

    /** @param distanceKm from the place that was asked for */
    record Neighbour(@JsonUnwrapped Passenger passenger, double distanceKm) {}

    /** @param total number within the radius, including those beyond the limit */
    record Neighbours(List<Neighbour> data, long total) {}

    @GetMapping("/api/passengers/nearby")
    ResponseEntity<Neighbours> nearby(
            @AuthenticationPrincipal Caller caller,
            @RequestParam double latitude,
            @RequestParam double longitude,
            @RequestParam(name = "route_id", required = false) @Nullable String routeId,
            @RequestParam(name = "radius_km", defaultValue = "0.2") double radiusKm,
            @RequestParam(name = "max_results", defaultValue = "50") int maxResults,
            @RequestParam(defaultValue = "WAITING") String status,
            @RequestParam(name = "current_time", required = false) @Nullable String currentTime) {
        Parameters.between("latitude", latitude, -90, 90);
        Parameters.between("longitude", longitude, -180, 180);
        Parameters.between("radius_km", radiusKm, 0.001, 10);
        Parameters.between("max_results", maxResults, 1, MOST_RESULTS);
        String route = routes.find("route_id", routeId);
        Set<String> ofRoutes = caller.routes(route);
        Set<PassengerStatus> statuses = Parameters.statuses(status);
        Instant now = Parameters.instant("current_time", currentTime);

        Place place = new Place(latitude, longitude);
        KnownRoutes known = routeNames.routes();
        if (route != null && statuses.equals(EnumSet.of(PassengerStatus.WAITING)) && !known.isEmpty()) {
            List<Available> lists = waitingFor(route, known);
            return Freshness.of(lists).body(nearest(of(lists, route, now), place, radiusKm, maxResults));
        }
        PassengerQueries.Page found =
                reservoirs.nearby(new NearbyQuery(latitude, longitude, radiusKm, statuses, ofRoutes, now, maxResults));
        return ResponseEntity.ok(
                new Neighbours(found.passengers().stream().map(place::neighbour).toList(), found.total()));
    }

    private record Place(double latitude, double longitude) {
        Neighbour neighbour(Passenger passenger) {
            return new Neighbour(
                    passenger, Distance.km(latitude, longitude, passenger.latitude(), passenger.longitude()));
        }
    }

    private static Stream<Passenger> of(List<Available> lists, String route, @Nullable Instant now) {
        return lists.stream()
                .flatMap(list -> list.passengers().stream())
                .filter(passenger -> passenger.routeId().equals(route))
                .filter(passenger -> isThereAt(now, passenger));
    }

    private static Neighbours nearest(Stream<Passenger> candidates, Place place, double radiusKm, int maxResults) {
        List<Neighbour> near = candidates
                .map(place::neighbour)
                .filter(neighbour -> neighbour.distanceKm() <= radiusKm)
                .sorted(Comparator.comparingDouble(Neighbour::distanceKm)
                        .thenComparing(neighbour -> neighbour.passenger().spawnedAt())
                        .thenComparing(neighbour -> neighbour.passenger().passengerId()))
                .toList();
        return new Neighbours(near.subList(0, Math.min(maxResults, near.size())), near.size());
    }

    private List<Available> waitingFor(String route, KnownRoutes known) {
        return Stream.concat(Stream.of(ReservoirId.route(route)), known.depotsOf(route).stream())
                .map(reservoir -> reservoirs.of(reservoir).available())
                .toList();
    }

    private static boolean isThereAt(@Nullable Instant now, Passenger passenger) {
        return now == null
                || (!passenger.spawnedAt().isAfter(now) && passenger.expiresAt().isAfter(now));
    }
}
