package commuter.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Ajv, a validator in JavaScript that has nothing of this project, with the schemas as the running reservoir serves
 * them.
 */
public final class SchemaValidator {
    private static final Path PROGRAM = Checkout.find().root().resolve("test-support/contract");

    private final Pipeline pipeline;
    private final Path folder;

    /** @param folder for what it reads and says */
    public SchemaValidator(Pipeline pipeline, Path folder) {
        assertThat(PROGRAM.resolve("node_modules/ajv"))
                .as("bin/test installs it, and so does: npm ci --prefix test-support/contract")
                .isDirectory();
        this.pipeline = pipeline;
        this.folder = folder;
    }

    /** A value, and the schema by which it is judged. */
    public record Judged(JsonSchema schema, JsonNode value) {
        String line() {
            return new String(Json.write(Map.of("schema", schema.fileName(), "value", value)), UTF_8);
        }
    }

    /** What is wrong with each value, in their order; an empty text if nothing is. */
    public List<String> errors(List<Judged> values) throws IOException, InterruptedException {
        Path input = Files.writeString(
                folder.resolve("values"), values.stream().map(Judged::line).collect(Collectors.joining("\n")));
        Path output = folder.resolve("errors");
        Path problems = folder.resolve("problems");
        Process process = new ProcessBuilder("node", "validate.mjs", pipeline.url(Port.RESERVOIR) + "/schemas/")
                .directory(PROGRAM.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(problems.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(problems)).isZero();
        List<String> errors = Files.readAllLines(output);
        assertThat(errors).hasSameSizeAs(values);
        return errors;
    }
}
