package commuter.reservoir.reservoir;

import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.schemas.ReservoirId;

/** The passengers who wait at a depot, for several routes. */
public final class DepotReservoir extends StreamedReservoir implements Reservoir {
    private final String depotId;

    DepotReservoir(String depotId, StreamAccess stream) {
        super(ReservoirId.depot(depotId), stream);
        this.depotId = depotId;
    }

    /** The GTFS {@code stop_id} of the terminal. */
    public String depotId() {
        return depotId;
    }
}
