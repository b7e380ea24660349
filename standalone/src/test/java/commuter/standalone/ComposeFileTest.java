package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.data.DataFolder;
import commuter.standalone.data.DemandClock;
import commuter.standalone.data.Secrets;
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

/** No engine runs here, so the file is held against what it speaks of. */
class ComposeFileTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Map<Port, String> SERVICES = Map.of(
            Port.RESERVOIR, "reservoir-service",
            Port.SPAWNER, "spawner-service",
            Port.NOTIFIER, "notifier-service");

    /** Whoever has something to do there: the conductor boards through the page, too; the planner seeds. */
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
                        Stream.concat(
                                Stream.of(
                                        "server.address",
                                        "server.port",
                                        "commuter.strapi.token",
                                        "commuter.redis.url",
                                        "commuter.access.ticket-secret",
                                        "commuter.network.key",
                                        "commuter.reservoir.key"),
                                CALLERS.get(port).stream().flatMap(ComposeFileTest::settingsOf)))
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
        assertThat((List<?>) map(service(name).get("healthcheck")).get("test"))
                .isEqualTo(List.of("CMD", "is-ready", Integer.toString(port.usual()), "/actuator/health/readiness"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void a_service_that_listens_to_the_network_asks_for_keys(Port port) {
        Set<String> names = environment(SERVICES.get(port)).keySet().stream()
                .map(ComposeFileTest::canonical)
                .collect(Collectors.toSet());

        assertThat(environment(SERVICES.get(port))).containsEntry("SERVER_ADDRESS", "0.0.0.0");
        assertThat(names)
                .containsAll(CALLERS.get(port).stream()
                        .flatMap(ComposeFileTest::settingsOf)
                        .map(ComposeFileTest::canonical)
                        .toList());
    }

    /** What a service shows to others is the reader's; of what it only compares it has the hash. */
    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void a_service_has_no_key_in_clear_but_the_one_that_it_shows_itself(Port port) {
        Set<String> shown = Set.of("COMMUTER_NETWORK_KEY", "COMMUTER_RESERVOIR_KEY");
        assertThat(environment(SERVICES.get(port))).allSatisfy((name, value) -> {
            assertThat(String.valueOf(value)).doesNotContain("CONDUCTOR_KEY:", "PLANNER_KEY:");
            assertThat(String.valueOf(value).contains("READER_KEY:")).isEqualTo(shown.contains(name));
        });
    }

    private static Stream<String> settingsOf(String caller) {
        return Stream.of("commuter.access.keys." + caller + ".sha256", "commuter.access.keys." + caller + ".scopes");
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
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = Files.copy(ROOT.resolve("bin/make-env"), bin.resolve("make-env"));

        assertThat(exitCode(script)).isZero();
        Map<String, String> made = Files.readAllLines(folder.resolve(".env")).stream()
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
        assertThat(made.keySet()).containsAll(askedFor());
        assertThat(made.get("CONDUCTOR_KEY_SHA256")).isEqualTo(sha256(made.get("CONDUCTOR_KEY")));
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
        Map<String, String> again = Files.readAllLines(file).stream()
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
        assertThat(again.get("READER_KEY_SHA256")).isEqualTo(sha256(again.get("READER_KEY")));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
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
            DemandClock clock = DemandClock.of(data, LocalDate.EPOCH, 1);
            return new ServiceSettings(Ports.usual(), new Addresses(), folder, null, 1, clock)
                    .of(port)
                    .keySet();
        }
    }

    /** As Spring Boot compares names: COMMUTER_STATE_DIR is commuter.state-dir. */
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
