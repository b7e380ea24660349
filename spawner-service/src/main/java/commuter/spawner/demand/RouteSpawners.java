package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Route;
import commuter.spawner.network.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spawns passengers at the places along a route, at each in proportion to the buildings around it. */
final class RouteSpawners {
    /** Passengers per building per hour. */
    private static final double BASE_RATE = .012;

    private final Buildings buildings;
    private final Rhythm rhythm;

    RouteSpawners(Buildings buildings, Rhythm rhythm) {
        this.buildings = buildings;
        this.rhythm = rhythm;
    }

    Spawner spawner(Route route) {
        Map<String, List<Stop>> places = route.listStops().stream()
                .collect(Collectors.groupingBy(Stop::placeId, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Departure>> departures = departures(route);
        Weighted.Builder<Boarding> boardings = new Weighted.Builder<>();
        int served = 0;
        for (Map.Entry<String, List<Departure>> place : departures.entrySet()) {
            int around = buildings.around(places.getOrDefault(place.getKey(), List.of()));
            int trips = place.getValue().stream().mapToInt(Departure::trips).sum();
            place.getValue().forEach(each -> boardings.add(each.boarding(), (double) around * each.trips() / trips));
            served += around;
        }
        return new Spawner(ReservoirId.route(route.id()), served * BASE_RATE, rhythm, boardings.build());
    }

    /** The ways to board, by place; places where every trip ends are not among them. */
    private static Map<String, List<Departure>> departures(Route route) {
        Map<String, List<Departure>> departures = new LinkedHashMap<>();
        for (Pattern pattern : route.patterns()) {
            for (int index = 0; index < pattern.calls().size(); index++) {
                Stop origin = pattern.calls().get(index).stop();
                List<Stop> destinations = pattern.destinationsFrom(index);
                if (!destinations.isEmpty()) {
                    Boarding boarding = new Boarding(route, pattern.direction(), origin, destinations);
                    departures
                            .computeIfAbsent(origin.placeId(), place -> new ArrayList<>())
                            .add(new Departure(boarding, pattern.trips()));
                }
            }
        }
        return departures;
    }

    private record Departure(Boarding boarding, int trips) {}
}
