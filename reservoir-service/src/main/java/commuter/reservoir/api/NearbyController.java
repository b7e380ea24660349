package commuter.reservoir.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import commuter.access.Caller;
import commuter.reservoir.cache.Available;
import commuter.reservoir.network.Network;
import commuter.reservoir.passenger.PassengerDirectory;
import commuter.reservoir.passenger.PassengerQuery;
import commuter.reservoir.passenger.PassengerQuery.Area;
import commuter.reservoir.reservoirs.Reservoirs;
import commuter.schemas.KnownRoutes;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.ArrayList;
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
 * Who is near a place, nearest first. Who waits for a route, at its stops and in its depots, is read from the cache; for other
 * statuses, without a route, or while the depots are not known, Strapi is asked for all within the area. Everybody is looked
 * at before the list is cut.
 */
@RestController
class NearbyController {
    private static final int MOST_RESULTS = 1000;

    private final Reservoirs reservoirs;
    private final RouteParameter routes;
    private final Network network;

    NearbyController(Reservoirs reservoirs, RouteParameter routes, Network network) {
        this.reservoirs = reservoirs;
        this.routes = routes;
        this.network = network;
    }

    /** @param distanceKm from the place that was asked for */
    record Neighbour(@JsonUnwrapped Passenger passenger, double distanceKm) {}

    /** @param total within the radius, those beyond the limit included */
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
        Set<String> ofRoutes = new RouteRights(caller).routes(route);
        Set<PassengerStatus> statuses = Parameters.statuses(status);
        Instant now = Parameters.instant("current_time", currentTime);

        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        List<Passenger> candidates;
        KnownRoutes known = network.routes();
        if (route != null && statuses.equals(EnumSet.of(PassengerStatus.WAITING)) && !known.isEmpty()) {
            List<Available> lists = waitingFor(route, known);
            answer = Freshness.of(lists);
            candidates = lists.stream()
                    .flatMap(list -> list.passengers().stream())
                    .filter(passenger -> passenger.routeId().equals(route))
                    .toList();
        } else {
            candidates = within(area(latitude, longitude, radiusKm), ofRoutes, statuses);
        }
        List<Neighbour> near = candidates.stream()
                .filter(passenger -> isThereAt(now, passenger))
                .map(passenger -> new Neighbour(
                        passenger, Distance.km(latitude, longitude, passenger.latitude(), passenger.longitude())))
                .filter(neighbour -> neighbour.distanceKm() <= radiusKm)
                .sorted(Comparator.comparingDouble(Neighbour::distanceKm)
                        .thenComparing(neighbour -> neighbour.passenger().spawnedAt())
                        .thenComparing(neighbour -> neighbour.passenger().passengerId()))
                .toList();
        return answer.body(new Neighbours(near.subList(0, Math.min(maxResults, near.size())), near.size()));
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

    private List<Passenger> within(Area area, Set<String> ofRoutes, Set<PassengerStatus> statuses) {
        PassengerQuery query = new PassengerQuery(
                ofRoutes,
                null,
                null,
                statuses,
                null,
                null,
                area,
                Sorting.read("passenger_id"),
                List.of(),
                1,
                PassengerDirectory.LARGEST_PAGE);
        PassengerDirectory.Page page = reservoirs.list(query);
        List<Passenger> all = new ArrayList<>(page.passengers());
        // Each page begins behind the last one's end: by their numbers, those who go meanwhile would hide others.
        while (!page.passengers().isEmpty() && page.total() > PassengerDirectory.LARGEST_PAGE) {
            page = reservoirs.list(query.after(List.of(all.get(all.size() - 1).passengerId())));
            all.addAll(page.passengers());
        }
        return all;
    }

    private static Area area(double latitude, double longitude, double km) {
        double high = Distance.degreesOfLatitude(km);
        double wide = Distance.degreesOfLongitude(km, latitude);
        // Beyond the date line it is taken for the whole circle: the distance decides in the end.
        boolean crosses = longitude - wide < -180 || longitude + wide > 180;
        return new Area(
                latitude - high, latitude + high, crosses ? -180 : longitude - wide, crosses ? 180 : longitude + wide);
    }
}
