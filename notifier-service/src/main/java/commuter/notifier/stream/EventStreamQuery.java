package commuter.notifier.stream;

import commuter.schemas.Json;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads a {@code subscribe} from the query of a request: lists by repeating a parameter, or with commas. */
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

    private EventStreamQuery() {}

    static ClientMessage.Subscribe read(HttpRequest request) {
        ObjectNode message = Json.MAPPER.createObjectNode();
        new QueryStringDecoder(request.uri()).parameters().forEach((name, values) -> put(message, name, values));
        String last = request.headers().get(LAST_EVENT_ID);
        if (last != null && !last.isEmpty()) {
            message.put("resume", last);
        }
        return ClientMessageReader.subscribe(message);
    }

    private static void put(ObjectNode message, String name, List<String> values) {
        String list = LISTS.get(name);
        if (list != null) {
            values.stream().flatMap(value -> List.of(value.split(",")).stream()).forEach(message.withArray(list)::add);
        } else if (FLAGS.contains(name)) {
            message.put(name, values.get(0).isEmpty() || Boolean.parseBoolean(values.get(0)));
        } else if (name.equals("resume") || name.equals("last_event_id")) {
            message.put("resume", values.get(0));
        }
    }
}
