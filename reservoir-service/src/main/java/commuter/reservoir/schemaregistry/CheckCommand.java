package commuter.reservoir.schemaregistry;

import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.SchemaChanges;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Tells what breaks those who know other schemas: of a folder, or of a running reservoir. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Tells whom these schemas break who reads or writes by others.%n")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Other other;

    /** Where the others are. */
    private static final class Other {
        @Option(names = "--folder", required = true, paramLabel = "FOLDER", description = "the other schemas' files")
        private @Nullable Path folder;

        @Option(
                names = "--reservoir",
                required = true,
                paramLabel = "URL",
                description = "a reservoir that runs, e.g. http://localhost:4000")
        private @Nullable URI reservoir;

        byte[] read(JsonSchema schema) throws IOException {
            return folder != null
                    ? Files.readAllBytes(folder.resolve(schema.fileName()))
                    : new HttpJson(reservoir + "/schemas/", null).bytes(schema.fileName());
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int breaks = 0;
        for (JsonSchema schema : JsonSchema.values()) {
            List<String> found = changes(schema);
            found.forEach(out::println);
            breaks += found.size();
        }
        out.println(breaks == 0 ? "Nobody who knows the others breaks." : breaks + " changes break somebody.");
        return breaks == 0 ? 0 : 1;
    }

    private List<String> changes(JsonSchema schema) throws IOException {
        try {
            return SchemaChanges.breaking(
                    schema, Json.MAPPER.readTree(other.read(schema)), Json.MAPPER.readTree(schema.json()));
        } catch (JacksonException e) {
            throw new IOException("The other " + schema.fileName() + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException("The folder has no " + e.getFile() + ": give one with all schemas.", e);
        }
    }
}
