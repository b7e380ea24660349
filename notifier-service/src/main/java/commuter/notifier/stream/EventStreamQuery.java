package commuter.notifier.stream;

import commuter.schemas.Json;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads a {@code subscribe} from the query of a request. A list is a repeated parameter, or has commas. */
final class EventStreamQuery {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Map<String, String> LISTS = Map.of(
            "route",
            "routes",
            "routes",
            "routes",
            "depot",
            "depots",
            "depots",
            "depots",
            "vehicle",
            "vehicles",
            "vehicles",
            "vehicles",
            "type",
            "types",
            "types",
            "types");
    private static final Set<String> FLAGS = Set.of("snapshot", "batch", "stats");
    private static final String RESUME = "resume";

    /**
     * Parameters for the id of the last event, for clients that cannot set the header; the first that is present
     * counts: npm's event-source-polyfill uses {@code lastEventId}. After them comes the cursor that the page itself
     * has put into its address.
     */
    private static final List<String> CURSORS = List.of("lastEventId", "last_event_id", RESUME);

    private static final Set<String> KNOWN = Stream.of(
                    LISTS.keySet(), FLAGS, Set.copyOf(CURSORS), Set.of(Streams.TICKET))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private EventStreamQuery() {}

    /** @throws InvalidMessageException which names the unknown or invalid parameter */
    static ClientMessage.Subscribe read(HttpRequest request, QueryParameters query) {
        query.requireKnown(KNOWN);
        ObjectNode message = Json.MAPPER.createObjectNode();
        query.values().forEach((name, values) -> {
            String list = LISTS.get(name);
            if (list != null) {
                values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .forEach(message.withArray(list)::add);
            }
        });
        FLAGS.forEach(flag -> message.put(flag, query.flag(flag)));
        String cursor = cursor(request.headers().get(LAST_EVENT_ID), query);
        if (cursor != null) {
            message.put(RESUME, cursor);
        }
        return ClientMessageReader.subscribe(message);
    }

    /** Before its first event, a client has an empty id. */
    private static @Nullable String cursor(@Nullable String header, QueryParameters query) {
        return Stream.concat(Stream.ofNullable(header), CURSORS.stream().map(query::single))
                .filter(Objects::nonNull)
                .filter(cursor -> !cursor.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
