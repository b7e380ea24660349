package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** The reservoirs for which there have been stats or events. Thread-safe. */
final class KnownReservoirs {
    private final Set<ReservoirId> known = new ConcurrentSkipListSet<>(Comparator.comparing(ReservoirId::toString));

    void add(ReservoirId reservoir) {
        known.add(reservoir);
    }

    void remove(ReservoirId reservoir) {
        known.remove(reservoir);
    }

    boolean contains(ReservoirId reservoir) {
        return known.contains(reservoir);
    }

    /** The reservoirs that a selector matches: a single one, known or not, or all known ones of its kind. */
    Stream<ReservoirId> matching(ReservoirId selector) {
        return selector.id().equals(Interests.ALL)
                ? known.stream().filter(reservoir -> reservoir.kind() == selector.kind())
                : Stream.of(selector);
    }
}
