package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param selectors reservoirs, or {@code route:*} or {@code depot:*} for all of a kind
 * @param filter which of their events
 * @param batch whether events that are read together are sent as one message; applies to everything that the client
 *     gets
 * @param snapshot whether the passengers who wait now are sent first
 * @param resume the cursor from which to continue; null begins now
 */
public record Subscription(
        Set<ReservoirId> selectors,
        EventFilter filter,
        boolean batch,
        boolean snapshot,
        @Nullable String resume) {}
