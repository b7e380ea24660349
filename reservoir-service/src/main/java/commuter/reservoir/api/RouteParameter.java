package commuter.reservoir.api;

import commuter.reservoir.routes.RouteNames;
import commuter.schemas.AmbiguousRouteException;
import commuter.schemas.ReservoirId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A route in a parameter, by its id or by its short name. */
@Component
class RouteParameter {
    private final RouteNames routeNames;

    RouteParameter(RouteNames routeNames) {
        this.routeNames = routeNames;
    }

    @Nullable
    String find(String parameter, @Nullable String idOrName) {
        String given = Parameters.name(parameter, idOrName);
        return given == null ? null : idOf(parameter, given);
    }

    ReservoirId find(String parameter, ReservoirId reservoir) {
        return reservoir.kind() == ReservoirId.Kind.ROUTE
                ? ReservoirId.route(idOf(parameter, reservoir.id()))
                : reservoir;
    }

    private String idOf(String parameter, String idOrName) {
        try {
            return routeNames.routes().idOf(idOrName);
        } catch (AmbiguousRouteException e) {
            throw new InvalidParameterException(
                    parameter,
                    idOrName,
                    "one of the ids " + String.join(", ", e.ids()) + ": several routes have this short name");
        }
    }
}
