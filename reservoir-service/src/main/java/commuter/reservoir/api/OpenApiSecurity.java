package commuter.reservoir.api;

import commuter.access.servlet.AccessRules;
import commuter.access.servlet.Requirement;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/** Adds to the description of the API which scope each call needs. It reads this from the access rules. */
@Component
class OpenApiSecurity implements OpenApiCustomizer {
    private static final String SCHEME = "key_or_token";

    private final AccessRules rules;

    OpenApiSecurity(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        api.getComponents()
                .addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "An API key, or a token (JWT) with the claim scope. Each call names the scope that it"
                                                + " takes: read, command or seed. A service without keys asks for none."));
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(method, path, operation)));
    }

    private void describe(PathItem.HttpMethod method, String path, Operation operation) {
        Requirement requirement = rules.of(HttpMethod.valueOf(method.name()), PathContainer.parsePath(path));
        if (requirement instanceof Requirement.One one) {
            operation.addSecurityItem(
                    new SecurityRequirement().addList(SCHEME, one.scope().text()));
            operation.getResponses().addApiResponse("401", new ApiResponse().description("No key or token that holds"));
            operation
                    .getResponses()
                    .addApiResponse(
                            "403",
                            new ApiResponse()
                                    .description("The scope " + one.scope().text() + " is missing"));
        }
    }
}
