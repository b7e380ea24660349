package commuter.testing;

import commuter.schemas.Json;
import commuter.standalone.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** A description of a service in {@code docs/openapi}. Immutable. */
public final class OpenApiDocument {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode json;

    private OpenApiDocument(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads it.
     *
     * @param service its name in the file's, e.g. {@code spawner}
     */
    public static OpenApiDocument of(String service) {
        Path file = file(service);
        try {
            Object yaml = new Yaml().load(Files.readString(file));
            return new OpenApiDocument(Json.MAPPER.valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Where the description of a service is. */
    public static Path file(String service) {
        return Checkout.find().root().resolve("docs/openapi/" + service + ".yaml");
    }

    public JsonNode json() {
        return json;
    }

    /** The calls that it describes, such as {@code GET /api/seed/{}}: what parameters are called says nothing. */
    public Set<String> calls() {
        return scopes().keySet();
    }

    /** The scope that each call takes, as it is described; empty where it takes none. */
    public Map<String, String> scopes() {
        Map<String, String> scopes = new TreeMap<>();
        json.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> scopes.put(
                                call(operation.getKey(), path.getKey()),
                                operation
                                        .getValue()
                                        .at("/security/0/key_or_token/0")
                                        .asString(""))));
        return scopes;
    }

    /** A call as {@link #calls} has it. */
    public static String call(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + ' ' + PARAMETER.matcher(path).replaceAll("{}");
    }
}
