package commuter.system.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.Topic;
import commuter.standalone.Checkout;
import commuter.standalone.stats.CommittedTopicReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.JsonNode;

/** Runs the recipes of {@code examples/analytics} as a stranger would, in processes of their own. */
final class Recipes {
    private static final Path EXAMPLES = Checkout.find().root().resolve("examples/analytics");
    private static final Topic<?, ?> ROUTE_HOURS =
            new Topic<>("route-hours", Serdes.ByteArray(), Serdes.ByteArray(), Map.of());

    private final String bootstrapServers;
    private final Path folder;

    /** @param folder for what the programs write */
    Recipes(String bootstrapServers, Path folder) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        assertThat(EXAMPLES.resolve("duckdb/node_modules/@duckdb"))
                .as("bin/test installs it, and so does: npm ci --prefix examples/analytics/duckdb")
                .isDirectory();
    }

    /** The figures by DuckDB, from a dump that has each record twice. */
    Set<Figures> duckDb() throws Exception {
        String dump = run(Map.of(), java("LifecycleDump"));
        return figures(duckDb(dump + dump, "UTC"));
    }

    /** What DuckDB says of a dump, with the hours of a zone. */
    List<JsonNode> duckDb(String dump, String zone) throws Exception {
        Path file = Files.writeString(folder.resolve("lifecycle.jsonl"), dump);
        String script = EXAMPLES.resolve("duckdb/route-hours.js").toString();
        return run(Map.of(), List.of("node", script, file.toString(), zone))
                .lines()
                .map(Json.MAPPER::readTree)
                .toList();
    }

    /** The figures by PostgreSQL, after the sink has copied each record twice. */
    Set<Figures> postgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(EXAMPLES.resolve("postgres/tables.sql")));
            for (int time = 1; time <= 2; time++) {
                String group = "sink-" + UUID.randomUUID();
                String url = postgres.getJdbcUrl("postgres", "postgres");
                run(Map.of("JDBC_URL", url, "KAFKA_GROUP", group), java("PostgresSink", "--once"));
            }
            return rows(statement.executeQuery("SELECT * FROM route_hours"));
        }
    }

    private static Set<Figures> rows(ResultSet rows) throws SQLException {
        Set<Figures> figures = new HashSet<>();
        while (rows.next()) {
            figures.add(new Figures(
                    rows.getString("route_id"),
                    rows.getObject("hour", OffsetDateTime.class).toInstant(),
                    rows.getLong("appeared"),
                    rows.getObject("mean_wait_ms", Long.class),
                    rows.getLong("left_behind"),
                    rows.getLong("load")));
        }
        return figures;
    }

    /** Starts the program with Kafka Streams, which works until it is stopped. */
    Process startStreams() throws IOException {
        return start(
                        Map.of("STATE_DIR", folder.resolve("state").toString()),
                        java("RouteHours"),
                        folder.resolve("streams-errors.txt"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The figures that Kafka Streams has published until now. */
    Set<Figures> streams() {
        Map<String, JsonNode> latest = new HashMap<>();
        try (CommittedTopicReader reader = CommittedTopicReader.fromBeginning(bootstrapServers, List.of(ROUTE_HOURS))) {
            reader.catchUp(record -> latest.put(new String(record.key(), UTF_8), Json.MAPPER.readTree(record.value())));
        }
        return figures(latest.values());
    }

    private static Set<Figures> figures(Collection<JsonNode> lines) {
        return lines.stream().map(Figures::of).collect(Collectors.toSet());
    }

    private static List<String> java(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                EXAMPLES.resolve("java/target/analytics-java.jar").toString(),
                "commuter.examples.analytics." + program));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The standard output of a program, which must succeed. */
    private String run(Map<String, String> variables, List<String> command) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = start(variables, command, errors).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", command, Files.readString(errors))
                .isZero();
        return said;
    }

    private ProcessBuilder start(Map<String, String> variables, List<String> command, Path errors) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP", bootstrapServers);
        builder.environment().putAll(variables);
        return builder;
    }
}
