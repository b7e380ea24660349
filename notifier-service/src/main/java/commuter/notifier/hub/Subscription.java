package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param selectors reservoirs, or {@code route:*} or {@code depot:*} for all of a kind
 * @param filter which of their events
 * @param batch whether events that come together are to come as one message; for all that the client gets
 * @param snapshot whether those who wait now are to come first
 * @param resume the cursor to go on from; null begins now
 */
public record Subscription(
        Set<ReservoirId> selectors,
        EventFilter filter,
        boolean batch,
        boolean snapshot,
        @Nullable String resume) {}
