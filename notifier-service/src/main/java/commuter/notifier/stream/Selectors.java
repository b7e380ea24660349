package commuter.notifier.stream;

import static commuter.notifier.stream.InvalidMessageException.invalid;

import commuter.access.Caller;
import commuter.notifier.hub.Interests;
import commuter.notifier.network.Network;
import commuter.schemas.AmbiguousRouteException;
import commuter.schemas.KnownRoutes;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirId.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which reservoirs a client means and may see: a route's short name means its id, and for somebody who is restricted to some
 * routes {@code *} means those. Depots are shared by routes, so they are closed to him.
 */
@Component
final class Selectors {
    private final Network network;

    Selectors(Network network) {
        this.network = network;
    }

    /** @throws InvalidMessageException when a name is that of several routes, or the caller may not see what he names */
    Set<ReservoirId> of(Selection selection, Caller caller) {
        KnownRoutes routes = network.routes();
        Set<ReservoirId> found = new LinkedHashSet<>();
        for (ReservoirId named : selection.selectors()) {
            ReservoirId reservoir = named.kind() == Kind.ROUTE ? ReservoirId.route(idOf(named.id(), routes)) : named;
            add(found, reservoir, caller.routes());
        }
        if (found.isEmpty()) {
            throw closed("depots", caller.routes());
        }
        return found;
    }

    private static void add(Set<ReservoirId> found, ReservoirId reservoir, @Nullable Set<String> open) {
        boolean all = reservoir.id().equals(Interests.ALL);
        if (open == null) {
            found.add(reservoir);
        } else if (all && reservoir.kind() == Kind.ROUTE) {
            open.forEach(route -> found.add(ReservoirId.route(route)));
        } else if (!all && (reservoir.kind() == Kind.DEPOT || !open.contains(reservoir.id()))) {
            throw closed(reservoir.toString(), open);
        } else if (!all) {
            found.add(reservoir);
        }
    }

    private static String idOf(String idOrName, KnownRoutes routes) {
        try {
            return routes.idOf(idOrName);
        } catch (AmbiguousRouteException e) {
            throw invalid("route", String.valueOf(e.getMessage()));
        }
    }

    private static InvalidMessageException closed(String what, @Nullable Set<String> open) {
        return new InvalidMessageException(
                InvalidMessageException.FORBIDDEN,
                null,
                what + " is closed to this caller, who is restricted to the routes "
                        + (open == null ? "" : String.join(", ", new TreeSet<>(open))));
    }
}
