package commuter.spawner;

import commuter.spawner.network.Names;
import commuter.spawner.network.Network;
import commuter.spawner.network.Route;
import commuter.spawner.network.ServiceCalendar;
import commuter.spawner.seeding.SeedSlice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a user of the commands must know before the counts: what is left out of the feed, and which routes have no
 * demand.
 *
 * @param expected the ids of the routes for which passengers are expected in the slice
 */
record DemandNotices(NetworkDemand demand, SeedSlice slice, Collection<String> expected) {

    /** One line for each; empty when every route and stop has demand. */
    List<String> lines() {
        Network network = demand.network();
        List<String> lines = new ArrayList<>();
        if (network.isIncomplete()) {
            lines.add(network.summary());
        }
        lines.addAll(demand.gaps(slice.date()));
        lines.addAll(ofDay(network.calendar(), slice.date()));
        List<String> without = network.routes().stream()
                .map(Route::id)
                .filter(route -> slice.routes().isEmpty() || slice.routes().contains(route))
                .filter(route -> !expected.contains(route))
                .toList();
        if (!without.isEmpty()) {
            lines.add("nobody is expected in these hours for route" + (without.size() == 1 ? " " : "s ")
                    + Names.some(without));
        }
        return lines;
    }

    /** What is special about a day: the calendar does not cover it, or no trip runs. */
    static List<String> ofDay(ServiceCalendar calendar, LocalDate date) {
        List<String> lines = new ArrayList<>();
        if (!calendar.covers(date)) {
            lines.add("its trips run from " + calendar.first() + " to " + calendar.last() + ", so " + date
                    + " is played like the busiest week, that of " + calendar.busiestMonday());
        }
        if (calendar.tripsOn(date) == 0) {
            lines.add("no trip runs on " + date + ", so nobody comes that day; the next day with trips is "
                    + calendar.nextWithTrips(date));
        }
        return lines;
    }
}
