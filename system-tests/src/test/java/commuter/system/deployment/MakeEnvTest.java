package commuter.system.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** bin/make-env makes what is missing, and keeps the rest. */
class MakeEnvTest {
    /** The clients of each service: the conductor also boards through the page; the planner seeds. */
    private static final Map<String, Set<String>> CALLERS = Map.of(
            "reservoir-service", Set.of("reader", "conductor", "planner"),
            "spawner-service", Set.of("reader", "planner"),
            "notifier-service", Set.of("reader", "conductor"));

    @TempDir
    Path folder;

    @Test
    void everySecretIsRandomAndNobodyElseOnThisMachineCanReadIt() throws Exception {
        Installation.make(folder);

        List<String> values;
        try (Stream<Path> secrets = Files.list(folder.resolve("secrets"))) {
            values = secrets.map(MakeEnvTest::read).toList();
        }
        assertThat(values)
                .hasSizeGreaterThan(12)
                .doesNotHaveDuplicates()
                .allMatch(value -> value.matches("k[\\w-]{43}"));
        assertThat(permissions("secrets")).isEqualTo("rwx------");
        assertThat(permissions("secrets/redis_password"))
                .as("for the containers' users")
                .isEqualTo("r--r--r--");
        assertThat(permissions(".env")).isEqualTo("rw-------");
    }

    @Test
    void aServiceKnowsItsCallersByHashes() throws Exception {
        Installation installation = Installation.make(folder);

        for (Map.Entry<String, Set<String>> service : CALLERS.entrySet()) {
            Map<String, Map<String, String>> keys = keys(service.getKey());
            assertThat(keys.keySet()).isEqualTo(service.getValue());
            for (String caller : keys.keySet()) {
                assertThat(keys.get(caller).get("sha256")).isEqualTo(sha256(installation.secret(caller + "_key")));
            }
        }
    }

    @Test
    void aSecondRunKeepsEverythingAndMakesWhatIsMissing() throws Exception {
        Installation installation = Installation.make(folder);
        String password = installation.secret("redis_password");
        Map<String, String> variables = installation.variables();
        assertThat(installation.makeEnv()).as("nothing is missing").isNotZero();

        Files.delete(folder.resolve("secrets/reader_key"));
        assertThat(installation.makeEnv()).isZero();

        assertThat(installation.secret("redis_password")).isEqualTo(password);
        assertThat(installation.variables()).isEqualTo(variables);
        assertThat(keys("spawner-service").get("reader").get("sha256"))
                .isEqualTo(sha256(installation.secret("reader_key")));
    }

    @Test
    void aKeyThatWasTakenOutStaysOut() throws Exception {
        Installation installation = Installation.make(folder);
        Path file = folder.resolve("keys/spawner-service/keys.yaml");
        String all = Files.readString(file);
        Files.writeString(file, all.substring(0, all.indexOf("planner:")));
        Files.delete(folder.resolve("secrets/ticket_secret"));

        assertThat(installation.makeEnv()).isZero();

        assertThat(keys("spawner-service").keySet()).containsExactly("reader");
    }

    /** Before, the secrets stood in .env: the database and the callers remember them. */
    @Test
    void secretsOfAnEarlierVersionBecomeFiles() throws Exception {
        Files.writeString(
                folder.resolve(".env"), "KAFKA_CLUSTER_ID=kept\nDATABASE_PASSWORD=of-old\nREADER_KEY=known\n");

        Installation installation = Installation.make(folder);

        assertThat(installation.secret("database_password")).isEqualTo("of-old");
        assertThat(installation.secret("reader_key")).isEqualTo("known");
        assertThat(installation.variables())
                .containsEntry("KAFKA_CLUSTER_ID", "kept")
                .doesNotContainKeys("DATABASE_PASSWORD", "READER_KEY");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    private Map<String, Map<String, String>> keys(String service) throws IOException {
        return new Yaml()
                .load(Files.readString(folder.resolve("keys").resolve(service).resolve("keys.yaml")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
