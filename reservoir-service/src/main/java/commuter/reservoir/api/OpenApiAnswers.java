package commuter.reservoir.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Tells in the description of the API what the controllers' signatures do not: bodies, results and errors. */
@Component
class OpenApiAnswers implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    static final String OPEN = "/schemas/";

    private final OpenApiResults results = new OpenApiResults();

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getComponents().addSchemas(OpenApiBodies.NEW_PASSENGER, OpenApiBodies.newPassenger());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    OpenApiBodies.describe(path, operation);
                    results.describe(path, method, operation);
                    describe(path, method, operation);
                }));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
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
        boolean commands = isAboutACommand(path, method);
        if (commands || (path.equals(OpenApiBodies.PASSENGERS) && method == PathItem.HttpMethod.POST)) {
            error(operation, 409, commands ? "Refused, with the reason and the passenger" : "The id is taken");
            error(operation, 422, "The Idempotency-Key was used for another call; nothing has happened");
        }
    }

    static boolean isAboutACommand(String path, PathItem.HttpMethod method) {
        return method == PathItem.HttpMethod.PATCH || path.contains("{command_id}");
    }

    private static void error(Operation operation, int status, String description) {
        MediaType problem = new MediaType().schema(OpenApiSchemas.component(PROBLEM));
        operation
                .getResponses()
                .addApiResponse(
                        String.valueOf(status),
                        new ApiResponse()
                                .description(description)
                                .content(new Content().addMediaType("application/problem+json", problem)));
    }

    private static Schema<?> problem() {
        return OpenApiSchemas.of("object")
                .description("RFC 9457. Calls that are refused may tell more, such as reason and passenger.")
                .addProperty("title", OpenApiSchemas.text("What it is, in two words"))
                .addProperty("status", OpenApiSchemas.of("integer").description("The status of the answer"))
                .addProperty("detail", OpenApiSchemas.text("What is wrong, in a sentence"))
                .addProperty("field", OpenApiSchemas.text("The parameter, field or header that is wrong"))
                .example(OpenApiSchemas.ordered(
                        "title", "Bad Request",
                        "status", 400,
                        "detail", "page_size: 5000 must be 1 to 1000",
                        "field", "page_size"));
    }
}
