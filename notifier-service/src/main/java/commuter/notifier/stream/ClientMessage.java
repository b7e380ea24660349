package commuter.notifier.stream;

import commuter.schemas.ReservoirId;

/** What a client may ask. */
sealed interface ClientMessage {

    /**
     * Wants a reservoir's events.
     *
     * @param selector a reservoir, or one of a kind's all
     * @param stats whether its figures are wanted too
     */
    record Subscribe(ReservoirId selector, boolean stats) implements ClientMessage {}

    record Unsubscribe(ReservoirId selector) implements ClientMessage {}

    record Ping() implements ClientMessage {}
}
