package commuter.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated caller.
 *
 * @param name of the key, or the subject of the token
 * @param routes ids of the routes to which the caller is restricted; null for no restriction
 * @param until when the token expires; null for never
 * @param fingerprint of the key and its rights, by which a later change is noticed; null without a key
 */
public record Caller(
        String name,
        Set<Scope> scopes,
        @Nullable Set<String> routes,
        @Nullable Instant until,
        @Nullable String fingerprint) {
    /** All callers, while no authentication is required. */
    public static final Caller ANYONE = new Caller("anyone", EnumSet.allOf(Scope.class), null, null, null);

    public Caller {
        scopes = Set.copyOf(scopes);
        routes = routes == null ? null : Set.copyOf(routes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /**
     * Returns normally if the caller has the scope.
     *
     * @throws RefusedException when they have not; it names the scope
     */
    public void require(Scope scope) {
        if (!may(scope)) {
            throw new RefusedException(Refusal.lacking(scope));
        }
    }

    /**
     * Whether the caller's token has expired. Calls are still answered for one more minute, because clocks may differ;
     * streams are not.
     */
    public boolean hasEnded(Instant now) {
        return until != null && until.isBefore(now);
    }

    /** Whether the caller is restricted to some routes. */
    public boolean isRestricted() {
        return routes != null;
    }

    /** Whether the caller may see what happens on a route. */
    public boolean sees(String routeId) {
        return routes == null || routes.contains(routeId);
    }

    /**
     * The routes to read; empty for all.
     *
     * @param asked the one route that was requested, or null
     * @throws RefusedException when that route is not open to the caller
     */
    public Set<String> routes(@Nullable String asked) {
        if (asked != null) {
            requireRoute(asked);
            return Set.of(asked);
        }
        return routes == null ? Set.of() : routes;
    }

    /**
     * Returns normally if the route is open to the caller.
     *
     * @throws RefusedException when it is not; it names the routes that are
     */
    public void requireRoute(String routeId) {
        if (!sees(routeId)) {
            throw new RefusedException(Refusal.forbidden(closed("route " + routeId)));
        }
    }

    /** The refusal of something that a restricted caller may not use. */
    public String closed(String what) {
        return what + " is closed to this caller, who is restricted to the routes "
                + (routes == null ? "" : String.join(", ", new TreeSet<>(routes)));
    }
}
