package commuter.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.system.support.PassengerBody;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Calls of every endpoint with unusual values, and calls of addresses without an endpoint. */
public final class OddCalls {
    private static final List<String> EXTREMES = List.of(
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2026-02-30",
            "2026-03-01T25:61:61Z",
            "23:59:60",
            "",
            "-1",
            "2147483648",
            "9223372036854775807",
            "99999999999999999999999999999999",
            "1e999",
            "NaN",
            "../..",
            "a/b;c\\d%e",
            "x".repeat(2000),
            "\u0000",
            "\ud83d\ude8c\u202e");

    private static final List<String> PATHS = List.of(
            "/actuator/health/../x",
            "/actuator/health/%2e%2e/x",
            "/actuator/health/x",
            "/actuator/./health",
            "/actuator/env",
            "/actuator/;x",
            "//api//passengers",
            "/api/passengers/%",
            "/api/passengers/%00",
            "/api/passengers/%FF%FE",
            "/api/passengers/%2F..%2F..",
            "/api/passengers?%",
            "/api/passengers?a=%ZZ&b",
            "/api/passengers?page=1&page=2",
            "/api/reservoirs//available",
            "/api/reservoirs/route:%20/available",
            "/api/reservoirs/waiting",
            "/ws/stream?ticket=%00",
            "/ws/ticket",
            "/sse/stream?route=%00&resume=x",
            "/sse/stream?route=*&types=none",
            "/api/parts",
            "/error",
            "*",
            "http://elsewhere.example/api/passengers",
            "/" + "a/".repeat(1000));

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");

    private static final List<String> PASSENGER_FIELDS = List.of(
            "latitude",
            "longitude",
            "destination_lat",
            "destination_lon",
            "spawn_time",
            "spawned_at",
            "expires_at",
            "priority",
            "direction",
            "route_id",
            "depot_id",
            "stop_id",
            "passenger_id",
            "status",
            "nothing");

    private static final List<String> SEEDING_FIELDS =
            List.of("date", "day", "spawn_type", "start_hour", "end_hour", "seed", "route", "nothing");

    /** Includes calls that start, stop or edit what other tests use. */
    private static final Set<String> NOT_CALLED = Set.of("/api/strapi/edits", "/api/spawn/start", "/api/spawn/stop");

    private static final Set<String> WITH_BODY = Set.of("post", "patch", "put");

    private final List<OddCall> calls = new ArrayList<>();

    /**
     * @param server its address, without a slash at its end
     * @param body null for none
     */
    public record OddCall(String server, String method, String target, String body) {}

    /** All of them. */
    public List<OddCall> all() {
        return List.copyOf(calls);
    }

    /** Every parameter of every call that a service describes, with every extreme value. */
    public OddCalls ofApi(String server, JsonNode api) {
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                if (!NOT_CALLED.contains(path.getKey())) {
                    parameters(server, path.getKey(), call.getKey(), call.getValue());
                }
            }
        }
        return this;
    }

    /** Addresses that no service has, or that have another method. */
    public OddCalls ofPaths(List<String> servers) {
        for (String server : servers) {
            for (String path : PATHS) {
                for (String method : METHODS) {
                    calls.add(new OddCall(server, method, path, null));
                }
            }
        }
        return this;
    }

    /** The spawner does not describe its calls. */
    public OddCalls ofSpawner(String spawner) {
        for (String extreme : EXTREMES) {
            for (String target : List.of("/api/seed/", "/api/network?at=", "/api/spawn?at=", "/api/spawn/")) {
                calls.add(new OddCall(spawner, "GET", target + encoded(extreme), null));
            }
        }
        return this;
    }

    /** The page's calls to the notifier, which forwards most of them. */
    public OddCalls ofPage(String notifier) {
        for (String extreme : EXTREMES) {
            for (String name : List.of("page", "page_size", "start_time", "date", "status", "route", "after")) {
                calls.add(new OddCall(notifier, "GET", "/api/passengers?" + name + "=" + encoded(extreme), null));
            }
            for (String name : List.of("route", "depot", "resume", "types", "vehicles")) {
                calls.add(new OddCall(notifier, "HEAD", "/sse/stream?" + name + "=" + encoded(extreme), null));
            }
            String id = "/api/passengers/" + encoded(extreme);
            calls.add(new OddCall(notifier, "GET", id, null));
            calls.add(new OddCall(notifier, "GET", id + "/events", null));
            calls.add(new OddCall(notifier, "PATCH", id + "/board", "{\"vehicle_id\":" + json(extreme) + "}"));
        }
        return this;
    }

    /** Every field of a new passenger, and of a seeding that is only explained. */
    public OddCalls ofBodies(String reservoir, String spawner, String routeId) {
        for (Object extreme : asJson()) {
            for (String field : PASSENGER_FIELDS) {
                Map<String, Object> body = new HashMap<>(PassengerBody.on(routeId));
                body.put(field, extreme);
                calls.add(new OddCall(reservoir, "POST", "/api/passengers", json(body)));
            }
            for (String field : SEEDING_FIELDS) {
                Map<String, Object> body = new HashMap<>(
                        Map.of("route", routeId, "day", "monday", "start_hour", 7, "end_hour", 8, "dry_run", true));
                body.put(field, extreme);
                calls.add(new OddCall(spawner, "POST", "/api/seed", json(body)));
            }
            calls.add(new OddCall(reservoir, "POST", "/api/reservoirs/waiting", json(Map.of("reservoirs", extreme))));
            calls.add(new OddCall(reservoir, "POST", "/api/passengers", json(extreme)));
        }
        return this;
    }

    private void parameters(String server, String path, String method, JsonNode call) {
        String body = WITH_BODY.contains(method) ? "{}" : null;
        for (JsonNode tried : call.path("parameters")) {
            for (String extreme : EXTREMES) {
                String target =
                        target(path, call.path("parameters"), tried.path("name").asString(), extreme);
                calls.add(new OddCall(server, method.toUpperCase(Locale.ROOT), target, body));
            }
        }
    }

    private static String target(String path, JsonNode parameters, String tried, String extreme) {
        StringBuilder query = new StringBuilder();
        String called = path;
        for (JsonNode each : parameters) {
            String name = each.path("name").asString();
            String value = encoded(name.equals(tried) ? extreme : "1");
            String in = each.path("in").asString();
            if (in.equals("path")) {
                called = called.replace("{" + name + "}", value);
            } else if (in.equals("query")
                    && (name.equals(tried) || each.path("required").asBoolean(false))) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return called + query;
    }

    /** Each as a text, and as a number or another JSON value. */
    private static List<Object> asJson() {
        List<Object> all = new ArrayList<>(EXTREMES);
        all.addAll(List.of(-1, 0, 24, Integer.MAX_VALUE, Long.MIN_VALUE, 1e308, 0.5, true, List.of(), Map.of()));
        return all;
    }

    private static String json(Object value) {
        return new String(Json.write(value), UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
