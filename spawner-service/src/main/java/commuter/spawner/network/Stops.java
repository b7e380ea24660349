package commuter.spawner.network;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stops of a feed, while it is being read.
 *
 * @param byId every stop and station that lies somewhere, in the feed's order
 * @param boarding the ids of those that vehicles are meant to call at; no stations, entrances or the like
 * @param leftOut the ids of those that cannot be used, and have been told of
 * @param listed how many stops and stations the feed lists
 * @param leftOutCount how many of them cannot be used
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
