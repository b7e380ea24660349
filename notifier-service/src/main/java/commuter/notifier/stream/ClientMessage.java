package commuter.notifier.stream;

import commuter.notifier.hub.EventFilter;
import org.jspecify.annotations.Nullable;

/** What a client may send. */
sealed interface ClientMessage {

    /**
     * Asks for events of reservoirs.
     *
     * @param batch whether several events may come as one message
     * @param snapshot whether the passengers who wait now are sent first
     * @param resume the cursor from which to continue; null begins now
     */
    record Subscribe(
            Selection selection,
            EventFilter filter,
            boolean batch,
            boolean snapshot,
            @Nullable String resume) implements ClientMessage {}

    record Unsubscribe(Selection selection) implements ClientMessage {}

    record Ping() implements ClientMessage {}
}
