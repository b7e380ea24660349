package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything from which a client can catch up: recent events in memory, older events in the log, and the reservoirs'
 * lists.
 */
record History(
        CursorCodec cursors, RecentDeliveries recent, RetainedLog past, Snapshots snapshots, KnownReservoirs known) {

    /** The partitions that may contain events for these interests. */
    Set<Integer> partitionsOf(Interests interests, int all) {
        if (interests.selectors().stream().anyMatch(History::meansAll)) {
            return IntStream.range(0, all).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        return interests.selectors().stream().map(past::partitionOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The reservoirs that match these selectors. */
    Set<ReservoirId> reservoirsOf(Collection<ReservoirId> selectors) {
        return selectors.stream().flatMap(known::matching).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean meansAll(ReservoirId selector) {
        return selector.id().equals(Interests.ALL);
    }
}
