package commuter.reservoir.api;

import commuter.reservoir.network.RouteNames;
import commuter.schemas.ReservoirId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A route as callers name it, by its id or by its short name. */
@Component
class RouteParameter {
    private final RouteNames names;

    RouteParameter(RouteNames names) {
        this.names = names;
    }

    @Nullable
    String find(String parameter, @Nullable String idOrName) {
        String given = Parameters.name(parameter, idOrName);
        return given == null ? null : names.idOf(given);
    }

    ReservoirId find(ReservoirId reservoir) {
        return reservoir.kind() == ReservoirId.Kind.ROUTE ? ReservoirId.route(names.idOf(reservoir.id())) : reservoir;
    }
}
