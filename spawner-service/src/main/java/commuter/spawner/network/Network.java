package commuter.spawner.network;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feed that is ready to use. Immutable.
 *
 * @param zone the time zone of the feed's agency, for days and hours
 * @param calendar which services run on which days
 * @param unusableRoutes the ids of routes without a trip that a passenger could ride; they have no passengers
 * @param warnings problems of the feed that do not prevent its use, one line for each
 * @param size the size of the feed, and how much of it is left out
 * @param unservedStops the ids of the stops at which no trip calls
 */
public record Network(
        String feed,
        ZoneId zone,
        ServiceCalendar calendar,
        List<Route> routes,
        List<String> unusableRoutes,
        List<String> warnings,
        FeedSize size,
        List<String> unservedStops) {

    public Network {
        routes = List.copyOf(routes);
        unusableRoutes = List.copyOf(unusableRoutes);
        warnings = List.copyOf(warnings);
        unservedStops = List.copyOf(unservedStops);
    }

    /** All stops served by a route, each once. */
    public Collection<Stop> listStops() {
        Map<String, Stop> byId = new LinkedHashMap<>();
        routes.forEach(route -> route.listStops().forEach(stop -> byId.put(stop.id(), stop)));
        return byId.values();
    }

    /** The places where the main trips of the routes begin. */
    public List<Depot> listDepots() {
        Map<String, Stop> terminals = new LinkedHashMap<>();
        Map<String, List<Route>> routesByPlace = new LinkedHashMap<>();
        for (Route route : routes) {
            for (Pattern pattern : route.listMainPatterns()) {
                String place = pattern.firstStop().placeId();
                terminals.putIfAbsent(place, pattern.firstStop());
                List<Route> here = routesByPlace.computeIfAbsent(place, id -> new ArrayList<>());
                if (!here.contains(route)) {
                    here.add(route);
                }
            }
        }
        return terminals.entrySet().stream()
                .map(terminal -> depot(terminal.getValue(), routesByPlace.getOrDefault(terminal.getKey(), List.of())))
                .toList();
    }

    /** The route with this id or, if there is none, the only one with this short name. */
    public Optional<Route> findRoute(String idOrShortName) {
        Optional<Route> byId = routes.stream()
                .filter(route -> route.id().equals(idOrShortName))
                .findFirst();
        if (byId.isPresent()) {
            return byId;
        }
        List<Route> byName = routes.stream()
                .filter(route -> idOrShortName.equals(route.shortName()))
                .toList();
        return byName.size() == 1 ? Optional.of(byName.get(0)) : Optional.empty();
    }

    /**
     * One line for people, e.g. {@code 4 routes, 95 stops, 218 trips, 7 depots, time zone America/Los_Angeles}; when
     * something is left out, it ends with how much.
     */
    public String summary() {
        return routes.size() + " routes, " + size.stops() + " stops, " + size.trips() + " trips, "
                + listDepots().size() + " depots, time zone " + zone + leftOut();
    }

    /** Whether the feed has routes, stops or trips that cannot be used. */
    public boolean isIncomplete() {
        return size.stopsLeftOut() > 0 || size.tripsLeftOut() > 0 || !unusableRoutes.isEmpty();
    }

    private String leftOut() {
        if (!isIncomplete()) {
            return "";
        }
        int allRoutes = routes.size() + unusableRoutes.size();
        return "; LEFT OUT: " + size.tripsLeftOut() + " of the trips, " + size.stopsLeftOut() + " of the stops, "
                + unusableRoutes.size() + " of " + allRoutes + " routes"
                + (unusableRoutes.isEmpty() ? "" : " (" + Names.some(unusableRoutes) + ")");
    }

    private static Depot depot(Stop terminal, List<Route> routes) {
        Stop.Station station = terminal.station();
        return station == null
                ? new Depot(terminal.id(), terminal.name(), terminal.position(), routes)
                : new Depot(station.id(), station.name(), station.position(), routes);
    }
}
