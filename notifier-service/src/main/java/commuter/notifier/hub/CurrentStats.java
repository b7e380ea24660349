package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The latest figures of every reservoir, encoded. Guarded by its own monitor, which the hub takes. */
final class CurrentStats {
    private final Map<String, Entry> frames = new TreeMap<>();

    void put(ReservoirId reservoir, Frame frame) {
        frames.put(reservoir.toString(), new Entry(reservoir, frame));
    }

    void remove(ReservoirId reservoir) {
        frames.remove(reservoir.toString());
    }

    void matching(ReservoirId selector, BiConsumer<ReservoirId, Frame> action) {
        frames.values().stream()
                .filter(entry -> entry.matches(selector))
                .forEach(entry -> action.accept(entry.reservoir, entry.frame));
    }

    private record Entry(ReservoirId reservoir, Frame frame) {
        boolean matches(ReservoirId selector) {
            return selector.equals(reservoir) || selector.equals(Hub.allLike(reservoir));
        }
    }
}
