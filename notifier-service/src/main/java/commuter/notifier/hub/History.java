package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that a client can catch up from: what is remembered, what is in the log, and what the reservoirs hold. */
record History(
        CursorCodec cursors, RecentDeliveries recent, RetainedLog past, Snapshots snapshots, KnownReservoirs known) {

    /** The partitions in which events for these interests may lie. */
    Set<Integer> partitionsOf(Interests interests, int all) {
        if (interests.selectors().stream().anyMatch(History::meansAll)) {
            return IntStream.range(0, all).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        return interests.selectors().stream().map(past::partitionOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The reservoirs that these selectors stand for. */
    Set<ReservoirId> reservoirsOf(Collection<ReservoirId> selectors) {
        return selectors.stream().flatMap(known::matching).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean meansAll(ReservoirId selector) {
        return selector.id().equals(Interests.ALL);
    }
}
