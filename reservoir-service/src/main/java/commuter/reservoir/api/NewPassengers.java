package commuter.reservoir.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.AmbiguousRouteException;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.KnownRoutes;
import commuter.schemas.SpawnRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads new passengers from a body: one, or an array of them. */
final class NewPassengers {
    static final int MOST = 5000;
    private static final Fields FIELDS = Fields.of(SpawnRequest.class, "spawned_at");

    private final KnownRoutes routes;
    private final String key;
    private final Instant now;

    /** @param key ids are derived from it, so that a repeated call asks for the same passengers */
    NewPassengers(KnownRoutes routes, String key, Instant now) {
        this.routes = routes;
        this.key = key;
        this.now = now;
    }

    List<NewPassenger> read(JsonNode body) {
        if (!body.isArray()) {
            return List.of(read(body, 0));
        }
        if (body.isEmpty() || body.size() > MOST) {
            throw new InvalidParameterException("$", body.size() + " passengers", "1 to " + MOST);
        }
        List<NewPassenger> passengers = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            try {
                passengers.add(read(body.get(i), i));
            } catch (InvalidRecordException e) {
                throw at(i, e);
            }
        }
        return passengers;
    }

    private NewPassenger read(JsonNode body, int index) {
        if (!(body instanceof ObjectNode given)) {
            throw new InvalidRecordException("$", "must be a passenger, or an array of passengers");
        }
        if (!given.hasNonNull("route_id")) {
            throw new InvalidRecordException("route_id", "is required");
        }
        FIELDS.check(given);
        ObjectNode request = given.deepCopy();
        request.put("route_id", routeId(given.path("route_id").asString("")));
        putIfAbsent(request, "passenger_id", idOf(key, index));
        putIfAbsent(request, "direction", "OUTBOUND");
        putIfAbsent(request, "spawn_time", request.path("spawned_at").asString(now.toString()));
        boolean atDepot = request.path("depot_id").isString();
        putIfAbsent(
                request,
                "reservoir",
                atDepot
                        ? "depot:" + request.path("depot_id").asString()
                        : "route:" + request.path("route_id").asString(""));
        return new NewPassenger(
                Json.read(Json.write(request), SpawnRequest.class),
                given.hasNonNull("passenger_id"),
                given.hasNonNull("spawn_time") || given.hasNonNull("spawned_at"));
    }

    private static void putIfAbsent(ObjectNode request, String field, String value) {
        if (!request.hasNonNull(field)) {
            request.put(field, value);
        }
    }

    /**
     * Callers may give a route's short name here, as everywhere. It is replaced by the route's id, by which passengers
     * are found.
     */
    private String routeId(String idOrName) {
        try {
            return routes.idOf(idOrName);
        } catch (AmbiguousRouteException e) {
            throw new InvalidRecordException("route_id", String.valueOf(e.getMessage()));
        }
    }

    /** The id of the passenger that a call with this key asks for at an index of its array. */
    static String idOf(String key, int index) {
        UUID id = UUID.nameUUIDFromBytes((key + '|' + index).getBytes(UTF_8));
        return "PASS_" + id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static InvalidRecordException at(int index, InvalidRecordException e) {
        String problem = e.getMessage().substring(e.field().length() + 2);
        return new InvalidRecordException("[" + index + "]." + e.field(), problem);
    }
}
