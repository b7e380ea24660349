package commuter.reservoir.schemaregistry;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.JsonSchema;
import commuter.schemas.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints one schema, or what there is; or writes all of them to a folder. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Prints a schema. Without a name, lists all with their topics.%n")
final class PrintCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "such as passenger-event")
    private @Nullable String name;

    @Option(names = "--to", paramLabel = "FOLDER", description = "writes all schemas there, for generators of code")
    private @Nullable Path folder;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (folder != null) {
            write(folder);
            out.println("Wrote " + JsonSchema.values().length + " schemas to " + folder);
        } else if (name != null) {
            out.print(new String(named(name).json(), UTF_8));
            out.flush();
        } else {
            for (JsonSchema schema : JsonSchema.values()) {
                out.printf("%-24s  %s%n", schema.fileName(), uses(schema));
            }
        }
    }

    private JsonSchema named(String text) {
        return JsonSchema.inFile(text.endsWith(".json") ? text : text + ".json")
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no schema " + text + ". 'print' without a name lists those there are."));
    }

    private static String uses(JsonSchema schema) {
        return switch (schema) {
            case DEFINITIONS -> "what the others refer to";
            case DEAD_LETTER_HEADERS -> "the headers of " + topics(schema);
            default -> topics(schema);
        };
    }

    private static String topics(JsonSchema schema) {
        return schema.topics().stream().map(Topic::name).collect(Collectors.joining(", "));
    }

    private void write(Path to) {
        try {
            Files.createDirectories(to);
            for (JsonSchema schema : JsonSchema.values()) {
                Files.write(to.resolve(schema.fileName()), schema.json());
            }
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--to " + to + ": cannot be written: " + e + ". Choose another folder.", e);
        }
    }
}
