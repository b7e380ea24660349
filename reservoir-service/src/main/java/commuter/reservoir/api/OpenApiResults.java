package commuter.reservoir.api;

import commuter.reservoir.api.ListController.Listing;
import commuter.reservoir.api.NearbyController.Neighbour;
import commuter.reservoir.api.NearbyController.Neighbours;
import commuter.reservoir.api.StatsController.ManifestStats;
import commuter.reservoir.api.StatsController.MonitorStats;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells in the description of the API what calls answer that succeed, with an example of each. */
final class OpenApiResults {
    private static final String JSON = "application/json";
    private static final Schema<?> PASSENGER = OpenApiSchemas.component("Passenger");
    private static final String KEY = "6f0e8f3c-4f1c-4a55-9d8c-0d8f0b7f6f11";

    /** On board, as the schema of the events has them. */
    private final ObjectNode boarded = Json.MAPPER
            .readTree(JsonSchema.PASSENGER_EVENT.json())
            .at("/examples/0/passenger")
            .asObject();

    private final ObjectNode waiting = waiting(boarded, 1);

    private final Map<String, Object> examples = Map.ofEntries(
            Map.entry("/api/reservoirs/waiting", Map.of("reservoirs", List.of("route:1A"))),
            Map.entry("/api/reservoirs/{reservoir}/available", List.of(waiting)),
            Map.entry("/api/passengers", new Listing(List.of(passenger(boarded)), 1, 50, 1, 1, null)),
            Map.entry("/api/manifest", new Listing(List.of(passenger(boarded)), 1, 100, 1, 1, null)),
            Map.entry("/api/passengers/{passenger_id}", boarded),
            Map.entry("/api/passengers/nearby", new Neighbours(List.of(new Neighbour(passenger(waiting), 0.12)), 1)),
            Map.entry("/api/passengers/{passenger_id}/board", boarded),
            Map.entry("/api/passengers/{passenger_id}/alight", alighted(boarded)),
            Map.entry("/api/passengers/{passenger_id}/cancel", cancelled(waiting)),
            Map.entry("/api/passengers/{passenger_id}/reinstate", waiting(waiting, 3)),
            Map.entry("/api/commands/{command_id}", boarded),
            Map.entry(
                    "/api/monitor/stats",
                    new MonitorStats(7, counts(), Map.of("Redis", Instant.parse("2026-03-02T07:29:58Z")))),
            Map.entry(
                    "/api/manifest/stats",
                    new ManifestStats(
                            Instant.parse("2026-03-02T11:00:00Z"),
                            Instant.parse("2026-03-02T12:00:00Z"),
                            7,
                            counts(),
                            Map.of("2026-03-02T07:00-04:00", 7L))));

    /** Completes what an operation answers. */
    void describe(String path, HttpMethod method, Operation operation) {
        if (path.startsWith(OpenApiAnswers.OPEN)) {
            succeeds(
                            operation,
                            "200",
                            "The schema",
                            "application/schema+json",
                            OpenApiSchemas.of("object").additionalProperties(true))
                    .example(OpenApiSchemas.ordered("$id", JsonSchema.PASSENGER_EVENT.uri(), "type", "object"));
        } else if (method == HttpMethod.POST && path.equals(OpenApiBodies.PASSENGERS)) {
            creates(operation);
        } else {
            ApiResponse result = operation.getResponses().get("200");
            if (result != null) {
                result.getContent().values().forEach(answer -> answers(path, method, answer));
            }
            if (OpenApiAnswers.isAboutACommand(path, method)) {
                succeeds(operation, "202", "Not decided yet; the answer says where to ask", JSON, undecided())
                        .example(OpenApiSchemas.ordered(
                                "command_id", KEY, "status", "UNDECIDED", "href", "/api/commands/" + KEY));
            }
        }
    }

    private void answers(String path, HttpMethod method, MediaType answer) {
        answer.example(plain(examples.get(path)));
        if (path.endsWith("/available")) {
            answer.schema(OpenApiSchemas.arrayOf(PASSENGER));
        } else if (OpenApiAnswers.isAboutACommand(path, method)) {
            answer.schema(OpenApiSchemas.anyOf(PASSENGER, command("ACCEPTED")));
        }
    }

    private void creates(Operation operation) {
        Schema<?> created = OpenApiSchemas.anyOf(PASSENGER, OpenApiSchemas.arrayOf(PASSENGER), ids("CREATED"));
        List<String> ids = List.of(waiting.path("passenger_id").asString());
        operation.getResponses().remove("200");
        succeeds(operation, "201", "They are in Strapi", JSON, created).example(plain(waiting));
        succeeds(operation, "202", "They are sent, and not in Strapi yet", JSON, ids("UNDECIDED"))
                .example(OpenApiSchemas.ordered("status", "UNDECIDED", "passenger_ids", ids));
    }

    private static MediaType succeeds(
            Operation operation, String status, String description, String type, Schema<?> schema) {
        MediaType answer = new MediaType().schema(schema);
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse().description(description).content(new Content().addMediaType(type, answer)));
        return answer;
    }

    /** What callers get who may not read. */
    private static Schema<?> ids(String status) {
        return OpenApiSchemas.allRequired(OpenApiSchemas.of("object")
                .addProperty("status", OpenApiSchemas.constant(status))
                .addProperty("passenger_ids", OpenApiSchemas.arrayOf(OpenApiSchemas.of("string"))));
    }

    private static Schema<?> undecided() {
        return OpenApiSchemas.allRequired(
                command("UNDECIDED").addProperty("href", OpenApiSchemas.text("Where the result will be")));
    }

    private static Schema<?> command(String status) {
        return OpenApiSchemas.allRequired(OpenApiSchemas.of("object")
                .addProperty("command_id", OpenApiSchemas.text("The Idempotency-Key"))
                .addProperty("status", OpenApiSchemas.constant(status)));
    }

    private static ObjectNode waiting(ObjectNode passenger, int version) {
        ObjectNode waiting = passenger.deepCopy();
        waiting.remove(List.of("boarded_at", "vehicle_id"));
        return waiting.put("status", PassengerStatus.WAITING.name()).put("version", version);
    }

    private static ObjectNode alighted(ObjectNode boarded) {
        return boarded.deepCopy()
                .put("alighted_at", "2026-03-02T07:55:00Z")
                .put("status", PassengerStatus.ALIGHTED.name())
                .put("version", 3);
    }

    private static ObjectNode cancelled(ObjectNode waiting) {
        return waiting.deepCopy()
                .put("cancelled_at", "2026-03-02T07:35:00Z")
                .put("status", PassengerStatus.CANCELLED.name())
                .put("version", 2);
    }

    private static Map<PassengerStatus, Long> counts() {
        Map<PassengerStatus, Long> counts = new EnumMap<>(PassengerStatus.class);
        for (PassengerStatus status : PassengerStatus.values()) {
            counts.put(status, 0L);
        }
        counts.put(PassengerStatus.WAITING, 5L);
        counts.put(PassengerStatus.BOARDED, 2L);
        return counts;
    }

    private static Passenger passenger(JsonNode json) {
        return Json.read(Json.write(json), Passenger.class);
    }

    /** Lists, maps and texts, as the writer of the description knows them. */
    private static @Nullable Object plain(@Nullable Object example) {
        return Json.MAPPER.convertValue(example, Object.class);
    }
}
