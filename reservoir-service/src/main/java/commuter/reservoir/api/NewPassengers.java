package commuter.reservoir.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.SpawnRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads passengers to come from a body: one, or an array of them. */
final class NewPassengers {
    static final int MOST = 5000;

    private NewPassengers() {}

    /** @param key from which ids are derived, so that the same call again asks for the same passengers */
    static List<SpawnRequest> read(JsonNode body, String key, Instant now) {
        if (!body.isArray()) {
            return List.of(read(body, key, 0, now));
        }
        if (body.isEmpty() || body.size() > MOST) {
            throw new InvalidParameterException("$", body.size() + " passengers", "1 to " + MOST);
        }
        List<SpawnRequest> requests = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            try {
                requests.add(read(body.get(i), key, i, now));
            } catch (InvalidRecordException e) {
                throw at(i, e);
            }
        }
        return requests;
    }

    private static SpawnRequest read(JsonNode body, String key, int index, Instant now) {
        if (!(body instanceof ObjectNode given)) {
            throw new InvalidRecordException("$", "must be a passenger, or an array of passengers");
        }
        if (!given.hasNonNull("route_id")) {
            throw new InvalidRecordException("route_id", "is required");
        }
        ObjectNode request = given.deepCopy();
        putIfAbsent(request, "passenger_id", passengerId(key, index));
        putIfAbsent(request, "direction", "OUTBOUND");
        putIfAbsent(request, "spawn_time", request.path("spawned_at").asString(now.toString()));
        boolean atDepot = request.path("depot_id").isString();
        putIfAbsent(
                request,
                "reservoir",
                atDepot
                        ? "depot:" + request.path("depot_id").asString()
                        : "route:" + request.path("route_id").asString(""));
        return Json.read(Json.write(request), SpawnRequest.class);
    }

    private static void putIfAbsent(ObjectNode request, String field, String value) {
        if (!request.hasNonNull(field)) {
            request.put(field, value);
        }
    }

    private static String passengerId(String key, int index) {
        UUID id = UUID.nameUUIDFromBytes((key + '|' + index).getBytes(UTF_8));
        return "PASS_" + id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static InvalidRecordException at(int index, InvalidRecordException e) {
        String problem = e.getMessage().substring(e.field().length() + 2);
        return new InvalidRecordException("[" + index + "]." + e.field(), problem);
    }
}
