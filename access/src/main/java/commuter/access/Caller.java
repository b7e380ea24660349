package commuter.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has shown who he is.
 *
 * @param name of his key, or the subject of his token
 * @param routes the ids of the routes that he is restricted to; null for no restriction
 * @param until when that ends: his token's own end; null for never
 * @param fingerprint of the key and of all that it opens, by which it is told whether that still holds; null for no key
 */
public record Caller(
        String name,
        Set<Scope> scopes,
        @Nullable Set<String> routes,
        @Nullable Instant until,
        @Nullable String fingerprint) {
    /** Everybody, where nothing asks who calls. */
    public static final Caller ANYONE = new Caller("anyone", EnumSet.allOf(Scope.class), null, null, null);

    public Caller {
        scopes = Set.copyOf(scopes);
        routes = routes == null ? null : Set.copyOf(routes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /**
     * Passes for a caller who has the scope.
     *
     * @throws RefusedException when he has not; it names the scope
     */
    public void require(Scope scope) {
        if (!may(scope)) {
            throw new RefusedException(Refusal.lacking(scope));
        }
    }

    /**
     * Whether what he has shown is over; calls are still answered for the minute that clocks may differ, streams are
     * not.
     */
    public boolean hasEnded(Instant now) {
        return until != null && until.isBefore(now);
    }

    /** Whether some routes are closed to him. */
    public boolean isRestricted() {
        return routes != null;
    }

    /** Whether he may see what happens on a route. */
    public boolean sees(String routeId) {
        return routes == null || routes.contains(routeId);
    }

    /**
     * The routes to look at; empty for all.
     *
     * @param asked the one route that is asked for, or null
     * @throws RefusedException when that is closed to them
     */
    public Set<String> routes(@Nullable String asked) {
        if (asked != null) {
            requireRoute(asked);
            return Set.of(asked);
        }
        return routes == null ? Set.of() : routes;
    }

    /**
     * Passes for a caller to whom the route is open.
     *
     * @throws RefusedException when it is closed to them; it names those that are open
     */
    public void requireRoute(String routeId) {
        if (!sees(routeId)) {
            throw new RefusedException(Refusal.forbidden(closed("route " + routeId)));
        }
    }

    /** Why something is closed to a caller who is restricted to some routes. */
    public String closed(String what) {
        return what + " is closed to this caller, who is restricted to the routes "
                + (routes == null ? "" : String.join(", ", new TreeSet<>(routes)));
    }
}
