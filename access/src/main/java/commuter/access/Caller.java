package commuter.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has shown who he is.
 *
 * @param name of his key, or the subject of his token
 * @param routes the ids of the routes that he is restricted to; null for no restriction
 * @param until when that ends: his token's own end; null for never
 */
public record Caller(
        String name,
        Set<Scope> scopes,
        @Nullable Set<String> routes,
        @Nullable Instant until) {
    /** Everybody, where nothing asks who calls. */
    public static final Caller ANYONE = new Caller("anyone", EnumSet.allOf(Scope.class), null, null);

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

    /** Whether what he has shown is over; calls are still answered for the minute that clocks may differ, streams are not. */
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
}
