package commuter.reservoir.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Tells in the description of the API what the controllers' signatures do not: examples of bodies, and the errors. */
@Component
class OpenApiAnswers implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final String OPEN = "/schemas/";
    private static final String PASSENGERS = "/api/passengers";

    private static final Map<String, Object> BODIES = Map.of(
            "/api/reservoirs/waiting",
            Map.of("reservoirs", List.of("route:1A")),
            PASSENGERS,
            ordered(
                    "route_id",
                    "1A",
                    "latitude",
                    13.0975,
                    "longitude",
                    -59.6167,
                    "destination_lat",
                    13.1939,
                    "destination_lon",
                    -59.5432,
                    "destination_name",
                    "Six Roads"),
            "/api/passengers/{passenger_id}/board",
            Map.of("vehicle_id", "BUS-7"),
            "/api/passengers/{passenger_id}/alight",
            Map.of("alighted_at", "2026-03-02T07:55:00Z"),
            "/api/passengers/{passenger_id}/cancel",
            Map.of("cancelled_at", "2026-03-02T07:35:00Z"),
            "/api/passengers/{passenger_id}/reinstate",
            Map.of());

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.getRequestBody() != null) {
            Schema<?> schema = of("object");
            if (path.equals(PASSENGERS)) {
                // Several at once.
                schema.addType("array");
            }
            operation
                    .getRequestBody()
                    .getContent()
                    .values()
                    .forEach(body -> body.schema(schema).example(BODIES.get(path)));
        }
        if (path.startsWith(OPEN)) {
            error(operation, 404, "There is no such schema; the problem names those that there are");
            return;
        }
        error(operation, 400, "A parameter or field is unknown, malformed, empty or given twice; the problem names it");
        error(operation, 429, "Too many calls; Retry-After says when to call again");
        error(operation, 503, "Strapi, Redis or Kafka does not answer; Retry-After says when to call again");
        if (path.contains("{passenger_id}") || path.contains("{command_id}")) {
            error(operation, 404, "Nobody knows this id");
        }
        boolean commands = method == PathItem.HttpMethod.PATCH || path.contains("{command_id}");
        if (commands || (path.equals(PASSENGERS) && method == PathItem.HttpMethod.POST)) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "202", new ApiResponse().description("Not decided yet; the answer says where to ask"));
            error(operation, 409, commands ? "Refused, with the reason and the passenger" : "The id is taken");
            error(operation, 422, "The Idempotency-Key was used for another call; nothing has happened");
        }
    }

    private static void error(Operation operation, int status, String description) {
        MediaType problem = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/" + PROBLEM));
        operation
                .getResponses()
                .addApiResponse(
                        String.valueOf(status),
                        new ApiResponse()
                                .description(description)
                                .content(new Content().addMediaType("application/problem+json", problem)));
    }

    private static Schema<?> problem() {
        return of("object")
                .description("RFC 9457. Calls that are refused may tell more, such as reason and passenger.")
                .addProperty("title", text("What it is, in two words"))
                .addProperty("status", of("integer").description("The status of the answer"))
                .addProperty("detail", text("What is wrong, in a sentence"))
                .addProperty("field", text("The parameter, field or header that is wrong"))
                .example(ordered(
                        "title", "Bad Request",
                        "status", 400,
                        "detail", "page_size: 5000 must be 1 to 1000",
                        "field", "page_size"));
    }

    /** One of OpenAPI 3.1, where a schema may have several types. */
    private static Schema<?> of(String type) {
        Schema<?> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }

    private static Schema<?> text(String description) {
        return of("string").description(description);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
