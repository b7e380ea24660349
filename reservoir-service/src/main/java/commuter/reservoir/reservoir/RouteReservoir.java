package commuter.reservoir.reservoir;

import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.schemas.ReservoirId;

/** The passengers who wait at a route's stops. */
public final class RouteReservoir extends StreamedReservoir implements Reservoir {
    private final String routeId;

    RouteReservoir(String routeId, StreamAccess stream) {
        super(ReservoirId.route(routeId), stream);
        this.routeId = routeId;
    }

    /** The GTFS {@code route_id}. */
    public String routeId() {
        return routeId;
    }
}
