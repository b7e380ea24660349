package commuter.reservoir.schemaregistry;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registers the schema of each topic's value by the API of Confluent's registry, which others have, too. A subject is
 * the topic's name and {@code -value}, as the registry's clients expect. Definitions are a subject of their own, to
 * which the others refer. What is registered already stays as it is.
 */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Registers the schemas in a registry with Confluent's API.%n",
        footer =
                "%nThe records have no registry's id in front of their JSON: the header ce_dataschema names the schema.")
final class RegisterCommand implements Callable<Integer> {
    private static final String DEFINITIONS = "commuter.definitions";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--registry", required = true, paramLabel = "URL", description = "e.g. http://localhost:8081")
    @SuppressWarnings("NullAway.Init")
    private String registry;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "name for basic authentication; the password comes from COMMUTER_REGISTRY_PASSWORD")
    private @Nullable String user;

    @Option(names = "--dry-run", description = "shows the subjects and sends nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        HttpJson api = new HttpJson(registry.replaceAll("/+$", "") + "/subjects/", authorization());
        register(api, DEFINITIONS, JsonSchema.DEFINITIONS, 0);
        int definitions = dryRun ? 0 : version(api);
        for (JsonSchema schema : JsonSchema.values()) {
            // The values of dead letters are the bytes of other records.
            if (schema != JsonSchema.DEAD_LETTER_HEADERS) {
                for (Topic<?, ?> topic : schema.topics()) {
                    register(api, topic.name() + "-value", schema, definitions);
                }
            }
        }
        return 0;
    }

    private void register(HttpJson api, String subject, JsonSchema schema, int definitions) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.printf("%-36s %s%n", subject, schema.uri());
            return;
        }
        String id = api.post(subject + "/versions", body(schema, definitions))
                .path("id")
                .asString("unknown");
        out.printf("%-36s %s, id %s%n", subject, schema.uri(), id);
    }

    /** The version of the definitions in the registry, which a reference to them names. */
    private int version(HttpJson api) throws IOException {
        return api.post(DEFINITIONS, body(JsonSchema.DEFINITIONS, 0))
                .path("version")
                .asInt(1);
    }

    private static ObjectNode body(JsonSchema schema, int definitions) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("schemaType", "JSON")
                .put("schema", new String(schema.json(), UTF_8));
        if (schema != JsonSchema.DEFINITIONS) {
            body.putArray("references")
                    .addObject()
                    .put("name", JsonSchema.DEFINITIONS.fileName())
                    .put("subject", DEFINITIONS)
                    .put("version", definitions);
        }
        return body;
    }

    private @Nullable String authorization() {
        if (user == null) {
            return null;
        }
        String password = System.getenv().getOrDefault("COMMUTER_REGISTRY_PASSWORD", "");
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }
}
