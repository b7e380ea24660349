package commuter.spawner.demand;

import commuter.spawner.network.Depot;
import commuter.spawner.network.Network;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Route;
import commuter.spawner.network.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the places where passengers wait. Along a route these are all places where its trips call. A depot has the
 * passengers of all buildings around it. They are split over the routes that leave from it, in proportion to the
 * buildings along each route: this measures how attractive the route is.
 */
final class Places {
    private static final double DEPOT_CATCHMENT_METRES = 800;

    private final Network network;
    private final Buildings buildings;

    Places(Network network, Buildings buildings) {
        this.network = network;
        this.buildings = buildings;
    }

    /** The places along a route where a trip can begin; places where every trip ends are not included. */
    List<Place> along(Route route) {
        Map<String, List<Stop>> platforms = route.listStops().stream().collect(Collectors.groupingBy(Stop::placeId));
        Map<String, List<Departures>> departures = new LinkedHashMap<>();
        for (Pattern pattern : route.patterns()) {
            for (int call = 0; call < pattern.calls().size(); call++) {
                if (!pattern.destinationsFrom(call).isEmpty()) {
                    departures
                            .computeIfAbsent(pattern.stops().get(call).placeId(), place -> new ArrayList<>())
                            .add(departures(route, pattern, call));
                }
            }
        }
        List<Place> places = new ArrayList<>();
        departures.forEach((id, here) -> add(
                places,
                buildings.around(platforms.getOrDefault(id, List.of())),
                List.of(new Place.Share(route.id(), 1, here))));
        return places;
    }

    /** The depot, if there are buildings around it. */
    List<Place> at(Depot depot) {
        List<Place.Share> shares = new ArrayList<>();
        for (Route route : depot.routes()) {
            List<Departures> departures = route.patterns().stream()
                    .filter(pattern -> pattern.firstStop().placeId().equals(depot.id()))
                    .filter(pattern -> !pattern.destinationsFrom(0).isEmpty())
                    .map(pattern -> departures(route, pattern, 0))
                    .toList();
            double attraction = buildings.aroundAll(route.listStops());
            if (!departures.isEmpty() && attraction > 0) {
                shares.add(new Place.Share(route.id(), attraction, departures));
            }
        }
        List<Place> places = new ArrayList<>();
        add(places, buildingsAround(depot), shares);
        return places;
    }

    private static void add(List<Place> places, int around, List<Place.Share> shares) {
        if (around > 0 && !shares.isEmpty()) {
            places.add(new Place(around, shares));
        }
    }

    private static Departures departures(Route route, Pattern pattern, int call) {
        BoardingOption boardingOption = new BoardingOption(
                route, pattern.direction(), pattern.stops().get(call), pattern.destinationsFrom(call));
        return Departures.of(boardingOption, pattern.services(), call, route);
    }

    private int buildingsAround(Depot depot) {
        return buildings.aroundAll(network.listStops().stream()
                .filter(stop -> stop.position().distanceTo(depot.position()) <= DEPOT_CATCHMENT_METRES)
                .toList());
    }
}
