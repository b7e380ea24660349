package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.data.DataFolder;
import commuter.standalone.data.Secrets;
import commuter.standalone.data.SimulatedTime;
import commuter.standalone.parts.Infrastructure;
import commuter.standalone.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** There is no container engine here, so the file is compared with what it refers to. */
class ComposeFileTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Map<Port, String> SERVICES = Map.of(
            Port.RESERVOIR, "reservoir-service",
            Port.SPAWNER, "spawner-service",
            Port.NOTIFIER, "notifier-service");

    /** The clients of each service: the conductor also boards through the page; the planner seeds. */
    private static final Map<Port, Set<String>> CALLERS = Map.of(
            Port.RESERVOIR, Set.of("reader", "conductor", "planner"),
            Port.SPAWNER, Set.of("reader", "planner"),
            Port.NOTIFIER, Set.of("reader", "conductor"));

    private final Map<String, Object> file = read();

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void every_setting_of_a_service_is_one_that_the_launcher_uses_too(Port port, @TempDir Path folder) {
        Set<String> known = Stream.concat(
                        launcherSettings(port, folder).stream(),
                        Stream.of(
                                "server.address",
                                "server.port",
                                "commuter.strapi.token",
                                "commuter.redis.url",
                                "commuter.access.key-file",
                                "commuter.access.ticket-secret",
                                "commuter.management.port",
                                "commuter.network.key",
                                "commuter.reservoir.key"))
                .map(ComposeFileTest::canonical)
                .collect(Collectors.toSet());

        assertThat(environment(SERVICES.get(port)).keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known).contains(canonical(name)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void a_service_is_built_from_a_module_and_published_on_loopback_at_its_usual_port(Port port) throws Exception {
        String name = SERVICES.get(port);
        Map<String, Object> build = map(service(name).get("build"));

        assertThat(map(build.get("args"))).containsEntry("SERVICE", name);
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<module>" + name + "</module>");
        assertThat(ROOT.resolve((String) build.get("dockerfile"))).isRegularFile();
        assertThat(service(name).get("ports")).isEqualTo(List.of("127.0.0.1:" + port.usual() + ":" + port.usual()));
        String management = (String) environment(name).get("COMMUTER_MANAGEMENT_PORT");
        assertThat(management).as("a port of its own").isNotEqualTo(Integer.toString(port.usual()));
        assertThat((List<?>) map(service(name).get("healthcheck")).get("test"))
                .isEqualTo(List.of("CMD", "is-ready", management, "/actuator/health/readiness"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void a_service_that_listens_to_the_network_asks_for_the_keys_of_its_callers(Port port, @TempDir Path folder)
            throws Exception {
        String name = SERVICES.get(port);
        Map<String, String> made = make(folder);

        assertThat(environment(name)).containsEntry("SERVER_ADDRESS", "0.0.0.0");
        assertThat(environment(name)).containsEntry("COMMUTER_ACCESS_KEY_FILE", "/etc/commuter/keys.yaml");
        assertThat((List<?>) service(name).get("volumes")).asString().contains("./keys/" + name + ":/etc/commuter:ro");
        Map<String, Object> keys = keys(folder, name);
        assertThat(keys.keySet()).isEqualTo(CALLERS.get(port));
        for (String caller : keys.keySet()) {
            assertThat(map(keys.get(caller)).get("sha256"))
                    .isEqualTo(sha256(made.get(caller.toUpperCase(Locale.ROOT) + "_KEY")));
        }
    }

    @Test
    void redis_asks_for_a_password_which_no_list_of_processes_shows() {
        String password = "${REDIS_PASSWORD:?run bin/make-env first}";

        assertThat(environment("redis")).containsEntry("REDISCLI_AUTH", password);
        assertThat((List<?>) service("redis").get("command"))
                .last()
                .asString()
                .contains("redis-server - <<", "requirepass $$REDISCLI_AUTH\n");
        assertThat(environment("reservoir-service"))
                .containsEntry("COMMUTER_REDIS_URL", "redis://:" + password + "@redis:6379");
    }

    @Test
    void a_key_that_was_taken_out_stays_out_and_one_that_is_new_counts(@TempDir Path folder) throws Exception {
        make(folder);
        Path file = folder.resolve("keys/spawner-service/keys.yaml");
        String all = Files.readString(file);
        Files.writeString(file, all.substring(0, all.indexOf("planner:")));
        Path env = folder.resolve(".env");
        Files.writeString(env, Files.readString(env).replaceAll("(?m)^READER_KEY=.*\n", ""));

        Map<String, String> again = make(folder);

        assertThat(keys(folder, "spawner-service").keySet()).containsExactly("reader");
        assertThat(map(keys(folder, "spawner-service").get("reader")).get("sha256"))
                .isEqualTo(sha256(again.get("READER_KEY")));
    }

    /** A service has a key in clear text if it sends the key, and a hash if it only checks the key. */
    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void a_service_has_no_key_in_clear_but_the_one_that_it_shows_itself(Port port) {
        Set<String> shown = Set.of("COMMUTER_NETWORK_KEY", "COMMUTER_RESERVOIR_KEY");
        assertThat(environment(SERVICES.get(port))).allSatisfy((name, value) -> {
            assertThat(String.valueOf(value)).doesNotContain("CONDUCTOR_KEY:", "PLANNER_KEY:");
            assertThat(String.valueOf(value).contains("READER_KEY:")).isEqualTo(shown.contains(name));
        });
    }

    @Test
    void nothing_but_the_three_services_is_published() {
        Set<String> published = map(file.get("services")).keySet().stream()
                .filter(name -> service(name).containsKey("ports"))
                .collect(Collectors.toSet());

        assertThat(published).containsExactlyInAnyOrderElementsOf(SERVICES.values());
    }

    @Test
    void every_service_restarts_and_has_a_health_check() {
        assertThat(map(file.get("services")).keySet())
                .allSatisfy(name -> assertThat(service(name))
                        .containsEntry("restart", "unless-stopped")
                        .containsKey("healthcheck"));
    }

    @Test
    void what_a_service_depends_on_exists() {
        Set<String> names = map(file.get("services")).keySet();

        assertThat(names)
                .allSatisfy(name -> assertThat(names)
                        .containsAll(map(service(name).getOrDefault("depends_on", Map.of()))
                                .keySet()));
    }

    @Test
    void strapi_is_given_every_secret_that_the_launcher_gives_it(@TempDir Path folder) {
        try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
            assertThat(environment("strapi").keySet())
                    .containsAll(Secrets.of(data).forStrapi().keySet());
        }
    }

    @Test
    void bin_make_env_makes_every_secret_that_the_file_asks_for(@TempDir Path folder) throws Exception {
        Map<String, String> made = make(folder);
        Path script = folder.resolve("bin/make-env");
        assertThat(made.keySet()).containsAll(askedFor());
        assertThat(made.values()).doesNotHaveDuplicates().allMatch(value -> value.length() >= 22);
        assertThat(exitCode(script))
                .as("a second run, which must keep the secrets")
                .isNotZero();

        Path file = folder.resolve(".env");
        String all = Files.readString(file);
        Files.writeString(file, all.replaceAll("(?m)^READER_KEY=.*\n", ""));
        assertThat(exitCode(script))
                .as("a run with the file of an older version")
                .isZero();
        assertThat(Files.readString(file))
                .startsWith(all.substring(0, all.indexOf("READER_KEY=")))
                .containsPattern("READER_KEY=k.{43}");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** The files that bin/make-env makes in this folder. */
    private static Map<String, String> make(Path folder) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("make-env");
        if (!Files.exists(script)) {
            Files.copy(ROOT.resolve("bin/make-env"), script);
        }
        assertThat(exitCode(script)).isZero();
        return Files.readAllLines(folder.resolve(".env")).stream()
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
    }

    private static Map<String, Object> keys(Path folder, String service) throws IOException {
        return map(new Yaml()
                .load(Files.readString(folder.resolve("keys").resolve(service).resolve("keys.yaml"))));
    }

    private static Set<String> askedFor() throws Exception {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\$\\{(\\w+)").matcher(Files.readString(ROOT.resolve("docker-compose.yml")));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static int exitCode(Path script) throws Exception {
        return new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Set<String> launcherSettings(Port port, Path folder) {
        try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
            SimulatedTime clock = SimulatedTime.of(data, LocalDate.EPOCH, 1);
            return new ServiceSettings(Ports.usual(), new Addresses(), folder, null, 1, clock)
                    .of(port)
                    .keySet();
        }
    }

    /** Compares names like Spring Boot: COMMUTER_STATE_DIR is commuter.state-dir. */
    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    private Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    private Map<String, Object> service(String name) {
        return map(map(file.get("services")).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> read() {
        try {
            return map(new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Addresses without servers behind them. */
    private static final class Addresses implements Infrastructure {
        @Override
        public Part kafka() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Part redis() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String bootstrapServers() {
            return "kafka:9092";
        }

        @Override
        public String redisUrl() {
            return "redis://redis:6379";
        }
    }
}
