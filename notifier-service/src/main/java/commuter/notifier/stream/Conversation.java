package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.ClientSession;
import commuter.notifier.hub.Envelope;
import commuter.notifier.hub.Hub;
import commuter.notifier.stream.ClientMessage.Ping;
import commuter.notifier.stream.ClientMessage.Subscribe;
import commuter.notifier.stream.ClientMessage.Unsubscribe;
import commuter.schemas.ReservoirId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what clients say. */
@Component
final class Conversation {
    private final Hub hub;
    private final Envelope envelope;
    private final NotifierSettings settings;

    Conversation(Hub hub, Envelope envelope, NotifierSettings settings) {
        this.hub = hub;
        this.envelope = envelope;
        this.settings = settings;
    }

    private record Connected(
            String clientId, long pingIntervalMs, long maxFrameBytes, long maxQueuedBytes, int maxSubscriptions) {}

    private record Subscription(
            @Nullable String route,
            @Nullable String depot,
            @Nullable Boolean stats) {}

    void greet(ClientSession client) {
        Connected connected = new Connected(
                client.id(),
                settings.pingInterval().toMillis(),
                settings.maxFrameSize().toBytes(),
                settings.queueSize().toBytes(),
                settings.maxSubscriptions());
        client.send(envelope.message("connected", connected));
    }

    void onText(ClientSession client, byte[] text) {
        try {
            answer(client, ClientMessageReader.read(text));
        } catch (InvalidMessageException e) {
            client.send(envelope.message("error", e.problem()));
        }
    }

    private void answer(ClientSession client, ClientMessage message) {
        if (message instanceof Subscribe subscribe) {
            subscribe(client, subscribe);
        } else if (message instanceof Unsubscribe unsubscribe) {
            hub.unsubscribe(
                    client,
                    unsubscribe.selector(),
                    envelope.message("unsubscribed", describe(unsubscribe.selector(), null)));
        } else if (message instanceof Ping) {
            client.send(envelope.message("pong", Map.of()));
        }
    }

    private void subscribe(ClientSession client, Subscribe subscribe) {
        ReservoirId selector = subscribe.selector();
        if (client.subscriptionCount() >= settings.maxSubscriptions() && !client.isSubscribed(selector)) {
            throw new InvalidMessageException(
                    "too_many_subscriptions",
                    selector.kind().name().toLowerCase(Locale.ROOT),
                    "At most " + settings.maxSubscriptions() + " subscriptions: unsubscribe first, or use * for all");
        }
        hub.subscribe(
                client,
                selector,
                subscribe.stats(),
                envelope.message("subscribed", describe(selector, subscribe.stats())));
    }

    private static Subscription describe(ReservoirId selector, @Nullable Boolean stats) {
        return switch (selector.kind()) {
            case ROUTE -> new Subscription(selector.id(), null, stats);
            case DEPOT -> new Subscription(null, selector.id(), stats);
        };
    }
}
