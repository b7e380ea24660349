package commuter.notifier.stream;

import commuter.notifier.hub.EventFilter;
import org.jspecify.annotations.Nullable;

/** What a client may ask. */
sealed interface ClientMessage {

    /**
     * Wants events of reservoirs.
     *
     * @param batch whether several events may come as one message
     * @param snapshot whether those who wait now are to come first
     * @param resume the cursor to go on from; null begins now
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
