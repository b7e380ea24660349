package commuter.examples.conductor;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conductor that is told what to do: it reads tasks from its standard input and writes the results of its commands to
 * its standard output, a line of JSON each. It finds Kafka by the variable {@code KAFKA_BOOTSTRAP}.
 */
public final class JavaConductor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private JavaConductor() {}

    /** Works until the input ends and all results are there. The status is 1 if they do not come. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        String bootstrapServers = System.getenv().getOrDefault("KAFKA_BOOTSTRAP", "localhost:9092");
        OpenCommands open = new OpenCommands();
        // The results first: they are read from here on, and a result may come sooner than one thinks.
        Results results = Results.fromNow(bootstrapServers);
        results.follow(result -> open.answered(result.commandId(), () -> report(result, System.out)));
        try (Commands commands = new Commands(bootstrapServers);
                BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
                PassengerCommand command = command(Json.MAPPER.readTree(line));
                open.sent(command.commandId());
                commands.send(command);
            }
        }
        System.exit(open.awaitAll(PATIENCE) ? 0 : 1);
    }

    private static PassengerCommand command(JsonNode task) {
        String expiresAt = text(task, "expires_at");
        return new PassengerCommand(
                task.path("command_id").asString(),
                CommandType.valueOf(task.path("do").asString().toUpperCase(Locale.ROOT)),
                task.path("passenger_id").asString(),
                ReservoirId.parse(task.path("reservoir").asString()),
                text(task, "vehicle_id"),
                Instant.now(),
                expiresAt == null ? null : Instant.parse(expiresAt));
    }

    private static @Nullable String text(JsonNode task, String field) {
        return task.has(field) ? task.path(field).asString() : null;
    }

    private static void report(CommandResult result, PrintStream out) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("command_id", result.commandId());
        line.put("outcome", result.outcome());
        if (result.reason() != null) {
            line.put("reason", result.reason());
        }
        out.println(new String(Json.write(line), UTF_8));
    }
}
