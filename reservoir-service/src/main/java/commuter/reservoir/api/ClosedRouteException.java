package commuter.reservoir.api;

import java.util.Set;

/** The caller is restricted to other routes. */
final class ClosedRouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedRouteException(String routeId, Set<String> open) {
        super("route " + routeId + " is closed to this caller, who is restricted to the routes "
                + String.join(", ", open));
    }
}
