package commuter.reservoir.api;

import static commuter.reservoir.api.OpenApiSchemas.ordered;

import commuter.schemas.SpawnRequest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;

/** Tells in the description of the API which fields bodies take, with an example of each. */
final class OpenApiBodies {
    static final String PASSENGERS = "/api/passengers";

    static final String NEW_PASSENGER = "NewPassenger";

    private static final Schema<?> PASSENGER = OpenApiSchemas.component(NEW_PASSENGER);

    private static final Map<String, Object> EXAMPLES = Map.of(
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

    private OpenApiBodies() {}

    /** Completes the body of an operation, if it takes one. */
    static void describe(String path, Operation operation) {
        if (operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .values()
                    .forEach(body -> body.schema(schema(path)).example(EXAMPLES.get(path)));
        }
    }

    private static Schema<?> schema(String path) {
        return switch (path) {
            case PASSENGERS -> OpenApiSchemas.anyOf(PASSENGER, OpenApiSchemas.arrayOf(PASSENGER));
            case "/api/reservoirs/waiting" ->
                OpenApiSchemas.allRequired(OpenApiSchemas.of("object")
                        .addProperty("reservoirs", OpenApiSchemas.arrayOf(OpenApiSchemas.of("string"))));
            default -> OpenApiSchemas.fieldsOf(CommandController.Details.class);
        };
    }

    /** A new passenger, for the components. */
    static Schema<?> newPassenger() {
        Schema<?> passenger = OpenApiSchemas.fieldsOf(SpawnRequest.class);
        passenger.addProperty(
                "spawned_at", OpenApiSchemas.text("Another name of spawn_time").format("date-time"));
        return OpenApiSchemas.required(
                passenger, List.of("route_id", "latitude", "longitude", "destination_lat", "destination_lon"));
    }
}
