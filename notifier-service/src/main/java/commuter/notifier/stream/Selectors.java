package commuter.notifier.stream;

import static commuter.notifier.stream.InvalidMessageException.invalid;

import commuter.access.Caller;
import commuter.notifier.hub.Interests;
import commuter.notifier.network.NetworkMapClient;
import commuter.schemas.AmbiguousRouteException;
import commuter.schemas.KnownRoutes;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirId.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which reservoirs a client means and may see. A route's short name means its id. For a caller who is restricted to
 * some routes, {@code *} means those. Depots are shared by routes; there, a {@link commuter.notifier.hub.EventFilter}
 * passes only passengers of the caller's routes.
 */
@Component
final class Selectors {
    private final NetworkMapClient networkMapClient;

    Selectors(NetworkMapClient networkMapClient) {
        this.networkMapClient = networkMapClient;
    }

    /** @throws InvalidMessageException when several routes have the name, or the caller may not see what they name */
    Set<ReservoirId> of(Selection selection, Caller caller) {
        KnownRoutes routes = networkMapClient.routes();
        Set<ReservoirId> found = new LinkedHashSet<>();
        for (ReservoirId named : selection.selectors()) {
            ReservoirId reservoir = named.kind() == Kind.ROUTE ? ReservoirId.route(idOf(named.id(), routes)) : named;
            add(found, reservoir, caller);
        }
        if (found.isEmpty()) {
            throw closed("route:*", caller);
        }
        return found;
    }

    private static void add(Set<ReservoirId> found, ReservoirId reservoir, Caller caller) {
        Set<String> open = caller.routes();
        if (open == null || reservoir.kind() == Kind.DEPOT) {
            found.add(reservoir);
        } else if (reservoir.id().equals(Interests.ALL)) {
            open.forEach(route -> found.add(ReservoirId.route(route)));
        } else if (caller.sees(reservoir.id())) {
            found.add(reservoir);
        } else {
            throw closed(reservoir.toString(), caller);
        }
    }

    private static String idOf(String idOrName, KnownRoutes routes) {
        try {
            return routes.idOf(idOrName);
        } catch (AmbiguousRouteException e) {
            throw invalid("route", String.valueOf(e.getMessage()));
        }
    }

    private static InvalidMessageException closed(String what, Caller caller) {
        return new InvalidMessageException(InvalidMessageException.FORBIDDEN, null, caller.closed(what));
    }
}
