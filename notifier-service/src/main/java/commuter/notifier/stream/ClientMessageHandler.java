package commuter.notifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.access.Caller;
import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.Client;
import commuter.notifier.hub.ClientMemory;
import commuter.notifier.hub.CloseReason;
import commuter.notifier.hub.CursorCodec;
import commuter.notifier.hub.EventFilter;
import commuter.notifier.hub.Hub;
import commuter.notifier.hub.Subscription;
import commuter.notifier.stream.ClientMessage.Ping;
import commuter.notifier.stream.ClientMessage.Subscribe;
import commuter.notifier.stream.ClientMessage.Unsubscribe;
import commuter.schemas.EventType;
import commuter.schemas.ReservoirId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the messages of clients. */
@Component
final class ClientMessageHandler {
    private final NotifierSettings settings;
    private final Selectors selectors;
    private final Hub hub;

    ClientMessageHandler(NotifierSettings settings, Selectors selectors, Hub hub) {
        this.settings = settings;
        this.selectors = selectors;
        this.hub = hub;
    }

    private record Connected(
            String clientId,
            long pingIntervalMs,
            long pongTimeoutMs,
            long maxFrameBytes,
            long maxQueuedBytes,
            int maxSubscriptions) {}

    private record Confirmation(
            @Nullable String route,
            @Nullable String depot,
            @Nullable List<String> routes,
            @Nullable List<String> depots,
            @Nullable List<String> types,
            @Nullable Set<String> vehicles,
            @Nullable Boolean stats,
            @Nullable Boolean snapshot,
            @Nullable Boolean batch) {}

    void greet(Client client) {
        client.send(
                "connected",
                new Connected(
                        client.id(),
                        settings.pingInterval().toMillis(),
                        settings.pongTimeout().toMillis(),
                        settings.maxFrameSize().toBytes(),
                        settings.queueSize().toBytes(),
                        settings.maxSubscriptions()));
    }

    void onText(Client client, byte[] text) {
        if (!isUtf8(text)) {
            client.close(CloseReason.NOT_UTF8);
            return;
        }
        try {
            answer(client, ClientMessageReader.read(text), text.length);
        } catch (InvalidMessageException e) {
            refuse(client, e);
        }
    }

    /**
     * @throws InvalidMessageException when a new client asks for too much, or for something that its caller may not see
     */
    void check(Subscribe wanted, Caller caller) {
        checkNumber(selectors.of(wanted.selection(), caller).size());
        if (wanted.resume() != null) {
            try {
                hub.check(wanted.resume());
            } catch (CursorCodec.InvalidCursorException e) {
                throw invalidCursor(e);
            }
        }
    }

    /**
     * Subscribes a client as soon as an earlier subscription has caught up with the present.
     *
     * @param bytes the length of the message that asks for it
     */
    void subscribe(Client client, Subscribe wanted, int bytes) {
        whenLive(client, bytes, () -> subscribeNow(client, wanted));
    }

    private void answer(Client client, ClientMessage message, int bytes) {
        if (message instanceof Subscribe wanted) {
            subscribe(client, wanted, bytes);
        } else if (message instanceof Unsubscribe unwanted) {
            whenLive(
                    client,
                    bytes,
                    () -> client.unsubscribe(
                            selectors.of(unwanted.selection(), client.caller()),
                            confirmation(unwanted.selection(), null)));
        } else if (message instanceof Ping) {
            client.send("pong", Map.of());
        }
    }

    private void whenLive(Client client, int bytes, Runnable action) {
        Runnable answered = () -> {
            try {
                action.run();
            } catch (InvalidMessageException e) {
                refuse(client, e);
            }
        };
        try {
            if (!client.whenLive(answered, bytes)) {
                throw new InvalidMessageException(
                        "busy", null, "Too many subscriptions wait for an earlier one to catch up");
            }
        } catch (ClientMemory.ExhaustedException e) {
            throw new InvalidMessageException("busy", null, String.valueOf(e.getMessage()));
        }
    }

    private void subscribeNow(Client client, Subscribe wanted) {
        Set<ReservoirId> named = selectors.of(wanted.selection(), client.caller());
        checkNumber(client.interests().countWith(named));
        if (wanted.resume() != null && !client.interests().isEmpty()) {
            throw new InvalidMessageException(
                    "resume_not_first", "resume", "resume: must be in the first subscribe of a connection");
        }
        EventFilter eventFilter = wanted.filter().within(client.caller().routes());
        try {
            client.subscribe(
                    new Subscription(named, eventFilter, wanted.batch(), wanted.snapshot(), wanted.resume()),
                    confirmation(wanted.selection(), wanted));
        } catch (CursorCodec.InvalidCursorException e) {
            throw invalidCursor(e);
        } catch (ClientMemory.ExhaustedException e) {
            throw new InvalidMessageException(
                    e.isOwnLimit() ? "too_many_bytes" : "busy", null, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidMessageException invalidCursor(CursorCodec.InvalidCursorException e) {
        return new InvalidMessageException("invalid_cursor", "resume", "resume: " + e.getMessage());
    }

    private void checkNumber(int subscriptions) {
        if (subscriptions > settings.maxSubscriptions()) {
            throw new InvalidMessageException(
                    "too_many_subscriptions",
                    null,
                    "At most " + settings.maxSubscriptions() + " subscriptions: unsubscribe first, or use * for all");
        }
    }

    /** The confirmation, with the fields of the request. Options are included only if they were requested. */
    private static Confirmation confirmation(Selection selection, @Nullable Subscribe wanted) {
        List<String> types = wanted == null ? List.of() : typeNames(wanted);
        Set<String> vehicles = wanted == null ? Set.of() : wanted.filter().vehicles();
        return new Confirmation(
                selection.route(),
                selection.depot(),
                selection.routes(),
                selection.depots(),
                types.isEmpty() ? null : types,
                vehicles.isEmpty() ? null : vehicles,
                wanted == null ? null : wanted.filter().stats(),
                granted(wanted != null && wanted.snapshot()),
                granted(wanted != null && wanted.batch()));
    }

    private static @Nullable Boolean granted(boolean wanted) {
        return wanted ? true : null;
    }

    private static List<String> typeNames(Subscribe wanted) {
        return wanted.filter().types().stream()
                .map(EventType::frameType)
                .sorted()
                .toList();
    }

    private static void refuse(Client client, InvalidMessageException e) {
        client.send("error", e.problem());
    }

    private static boolean isUtf8(byte[] text) {
        try {
            var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
