package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.spawner.network.Names;
import commuter.spawner.network.Network;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Route;
import commuter.spawner.network.Stop;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the routes, depots and stops at which no passenger ever waits, at any hour, so that users do not look for
 * passengers in vain.
 */
public final class DemandGaps {
    private final Network network;
    private final Demand demand;
    private final LocalDate from;
    private final Map<String, Set<DayOfWeek>> weekdays;
    private final Set<String> placesWithDemand = new HashSet<>();
    private final Set<String> routesWithDemand = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    private DemandGaps(Network network, Demand demand, LocalDate from) {
        this.network = network;
        this.demand = demand;
        this.from = from;
        this.weekdays = network.calendar().weekdaysOfServices(from);
    }

    /**
     * Names all of them from a day on. Each line has one reason, and names ten at most. Events and weather are not
     * considered.
     */
    public static List<String> of(Network network, Demand demand, LocalDate from) {
        return new DemandGaps(network, demand, from).lines();
    }

    private List<String> lines() {
        Map<NoDemand, List<String>> routes = new TreeMap<>();
        Map<NoDemand, List<String>> depots = new TreeMap<>();
        for (Spawner spawner : demand.spawners()) {
            Set<String> places = spawner.placesWithDemand(weekdays);
            placesWithDemand.addAll(places);
            ReservoirId reservoir = spawner.reservoir();
            boolean route = reservoir.kind() == ReservoirId.Kind.ROUTE;
            if (places.isEmpty()) {
                (route ? routes : depots)
                        .computeIfAbsent(spawner.noDemand(weekdays), reason -> new ArrayList<>())
                        .add(reservoir.id());
            } else if (route) {
                routesWithDemand.add(reservoir.id());
            }
        }
        if (placesWithDemand.isEmpty()) {
            lines.add("nobody waits anywhere from " + from + " on");
        }
        routes.forEach((reason, ids) -> tell("for route", ids, reason.reason()));
        depots.forEach((reason, ids) -> tell("in depot", ids, reason.reason()));
        stops();
        return lines;
    }

    private void stops() {
        tell("at stop", network.unservedStops(), "no trip calls there");
        Set<String> boardable = new HashSet<>();
        Set<String> onRouteWithDemand = new HashSet<>();
        for (Route route : network.routes()) {
            for (Pattern pattern : route.patterns()) {
                List<Stop> stops = pattern.stops();
                for (int call = 0; call < stops.size(); call++) {
                    if (!pattern.destinationsFrom(call).isEmpty()) {
                        boardable.add(stops.get(call).placeId());
                    }
                    if (routesWithDemand.contains(route.id())) {
                        onRouteWithDemand.add(stops.get(call).placeId());
                    }
                }
            }
        }
        Set<String> ends = new LinkedHashSet<>();
        Set<String> without = new LinkedHashSet<>();
        for (Stop stop : network.listStops()) {
            String place = stop.placeId();
            if (!boardable.contains(place)) {
                ends.add(place);
            } else if (!placesWithDemand.contains(place) && onRouteWithDemand.contains(place)) {
                without.add(place);
            }
        }
        tell("at stop", ends, "every trip ends there, or nobody may board");
        tell("at stop", without, NoDemand.NO_BUILDINGS.reason() + ", or " + NoDemand.NO_SERVICE.reason());
    }

    /** @param where the preposition and the noun, such as {@code at stop} */
    private void tell(String where, Collection<String> ids, String reason) {
        if (!ids.isEmpty()) {
            lines.add("nobody waits " + where + (ids.size() == 1 ? " " : "s ") + Names.some(ids) + " from " + from
                    + " on: " + reason);
        }
    }
}
