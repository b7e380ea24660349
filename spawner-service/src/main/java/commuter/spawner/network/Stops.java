package commuter.spawner.network;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stops of a feed while it is being read.
 *
 * @param byId all stops and stations with a position, in the feed's order
 * @param boarding the ids of those at which vehicles can call; without stations, entrances and the like
 * @param leftOut the ids of those that cannot be used, and were reported
 * @param listed number of stops and stations in the feed
 * @param leftOutCount number of them that cannot be used
 */
record Stops(Map<String, Stop> byId, Set<String> boarding, Set<String> leftOut, int listed, int leftOutCount) {

    boolean isEmpty() {
        return listed == 0;
    }

    @Nullable
    Stop find(String id) {
        return byId.get(id);
    }
}
