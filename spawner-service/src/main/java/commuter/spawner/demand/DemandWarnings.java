package commuter.spawner.demand;

import commuter.spawner.network.Network;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places where no passenger ever waits, computed once a day for all calls. Thread-safe. */
public final class DemandWarnings {
    private final Network network;
    private final Demand demand;
    private volatile @Nullable Found latest;

    private record Found(LocalDate from, List<String> lines) {}

    public DemandWarnings(Network network, Demand demand) {
        this.network = network;
        this.demand = demand;
    }

    /** From a day on; one line for each. */
    public List<String> from(LocalDate day) {
        Found found = latest;
        if (found == null || !found.from().equals(day)) {
            found = new Found(day, List.copyOf(DemandGaps.of(network, demand, day)));
            latest = found;
        }
        return found.lines();
    }
}
