package commuter.system.deployment;

import static commuter.system.deployment.ComposeFile.list;
import static commuter.system.deployment.ComposeFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every container, also for those of the profiles and of {@code docker-compose.scale.yml}. */
class ComposeFileTest {
    private static final Path ROOT = Checkout.find().root();
    /** Spring stops a service's parts in this many phases at most, each with its own time. */
    private static final int PHASES = 5;

    private static final Map<String, Integer> SECONDS_OF_A_PHASE =
            Map.of("reservoir-service", 30, "spawner-service", 5, "notifier-service", 15);

    record Shape(String name, ComposeFile file) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shape> shapes() throws IOException {
        Path base = ROOT.resolve("docker-compose.yml");
        Path scale = ROOT.resolve("docker-compose.scale.yml");
        return List.of(new Shape("one", ComposeFile.read(base)), new Shape("scale", ComposeFile.read(base, scale)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyContainerHasNoRightsAndLimitsOfAllThatItTakes(Shape shape) {
        assertThat(shape.file().services().keySet()).hasSizeGreaterThan(12).allSatisfy(name -> {
            Map<String, Object> service = shape.file().service(name);
            assertThat(service)
                    .as(name)
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsKeys("mem_limit", "cpus", "pids_limit", "stop_grace_period");
            assertThat(map(map(service.get("logging")).get("options"))).containsKeys("max-size", "max-file");
            assertThat(list(service.get("tmpfs")))
                    .allSatisfy(each -> assertThat(each.toString()).contains("size="));
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyContainerIsStartedAnewAndWatchedWithoutAJvm(Shape shape) {
        assertThat(shape.file().services().keySet()).allSatisfy(name -> {
            Map<String, Object> service = shape.file().service(name);
            Map<String, Object> check = map(service.get("healthcheck"));
            if (isJob(shape.file(), name)) {
                assertThat(service).containsEntry("restart", "on-failure");
                assertThat(check).containsEntry("disable", true);
            } else {
                assertThat(service).containsEntry("restart", "unless-stopped");
                assertThat(list(check.get("test")))
                        .hasSizeGreaterThan(1)
                        .noneMatch(word -> word.toString().matches(".*(\\bjava\\b|kafka-\\S+\\.sh).*"));
                assertThat(check).containsKeys("interval", "timeout", "retries");
            }
        });
    }

    /** Others wait for its end. */
    private static boolean isJob(ComposeFile file, String name) {
        return file.services().keySet().stream()
                .map(other -> map(file.service(other).getOrDefault("depends_on", Map.of()))
                        .get(name))
                .filter(Objects::nonNull)
                .anyMatch(wait -> map(wait).get("condition").equals("service_completed_successfully"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsPublishedIsOnLoopbackAndNoPortIsPublishedTwice(Shape shape) {
        Set<Object> published = new HashSet<>();
        shape.file().services().keySet().forEach(name -> {
            Map<String, Object> service = shape.file().service(name);
            list(service.get("ports")).forEach(port -> {
                assertThat(port.toString()).as(name).startsWith("127.0.0.1:");
                assertThat(published.add(port.toString().split(":")[1]))
                        .as("%s of %s", port, name)
                        .isTrue();
                assertThat(list(service.get("networks"))).as(name).contains("outside");
            });
        });
        assertThat(published).contains("8080", "4000", "4001", "1337", "9094", "9090", "3000");
        assertThat(map(map(shape.file().content().get("networks")).get("inside")))
                .containsEntry("internal", true);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsMountedReadOrWaitedForExists(Shape shape, @TempDir Path folder) throws Exception {
        Installation installation = Installation.make(folder);
        ComposeFile file = shape.file();
        Map<String, Object> secrets = map(file.content().get("secrets"));
        Set<String> used = new TreeSet<>();
        for (String name : file.services().keySet()) {
            Map<String, Object> service = file.service(name);
            assertThat(file.services().keySet())
                    .containsAll(
                            map(service.getOrDefault("depends_on", Map.of())).keySet());
            for (Object volume : list(service.get("volumes"))) {
                String source = volume.toString().split(":")[0];
                if (source.matches("\\./(docker|monitoring)/.*")) {
                    assertThat(ROOT.resolve(source)).exists();
                } else if (source.startsWith("./")) {
                    assertThat(installation.folder().resolve(source)).isDirectory();
                } else {
                    assertThat(map(file.content().get("volumes"))).containsKey(source);
                }
            }
            list(service.get("secrets"))
                    .forEach(secret -> used.add(
                            secret instanceof String plain
                                    ? plain
                                    : (String) map(secret).get("source")));
        }
        assertThat(used).isEqualTo(new TreeSet<>(secrets.keySet()));
        secrets.values()
                .forEach(secret -> assertThat(installation.folder().resolve((String)
                                map(secret).get("file")))
                        .isRegularFile());
        assertThat(installation.variables().keySet()).containsExactlyInAnyOrderElementsOf(file.variables());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void noSecretStandsInAnEnvironmentOrACommand(Shape shape, @TempDir Path folder) throws Exception {
        Installation installation = Installation.make(folder);
        String text = shape.file().with(installation.variables()).toString();

        try (Stream<Path> secrets = Files.list(folder.resolve("secrets"))) {
            assertThat(secrets.map(file -> file.getFileName().toString()).toList())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).doesNotContain(installation.secret(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aServiceMayTakeAsLongToStopAsItsPhasesTogether(Shape shape) {
        shape.file().services().keySet().forEach(name -> {
            Integer phase = SECONDS_OF_A_PHASE.get(name.replaceFirst("-\\d$", ""));
            if (phase != null) {
                String grace = (String) shape.file().service(name).get("stop_grace_period");
                assertThat(Integer.parseInt(grace.replace("s", ""))).as(name).isGreaterThan(PHASES * phase);
            }
        });
    }

    @Test
    void aPhaseIsAsLongAsTheServicesSay() throws IOException {
        for (Map.Entry<String, Integer> service : SECONDS_OF_A_PHASE.entrySet()) {
            String settings =
                    Files.readString(ROOT.resolve(service.getKey()).resolve("src/main/resources/application.yaml"));
            // 30 s are Spring's.
            assertThat(settings.contains("timeout-per-shutdown-phase: " + service.getValue() + "s"))
                    .as(service.getKey())
                    .isEqualTo(service.getValue() != 30);
        }
    }

    @Test
    void atScaleThereAreThreeBrokersThreeReservoirsAndTwoNotifiersBehindAProxy() throws Exception {
        ComposeFile scale = shapes().get(1).file();

        assertThat(named(scale, "kafka(-\\d)?"))
                .hasSize(3)
                .allSatisfy(name -> assertThat(scale.environment(name))
                        .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                        .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2")
                        .hasEntrySatisfying(
                                "KAFKA_ADVERTISED_LISTENERS",
                                value -> assertThat((String) value).startsWith("PLAINTEXT://" + name + ":9092,")));
        assertThat(distinct(scale, "kafka(-\\d)?", "KAFKA_NODE_ID")).hasSize(3);
        assertThat(named(scale, "reservoir-service(-\\d)?")).hasSize(3);
        assertThat(distinct(scale, "reservoir-service(-\\d)?", "COMMUTER_INSTANCE_ID"))
                .hasSize(3);
        assertThat(named(scale, "notifier-service(-\\d)?")).hasSize(2);
        String proxy = Files.readString(ROOT.resolve("docker/haproxy/scale.cfg"));
        assertThat(named(scale, "(reservoir|notifier)-service(-\\d)?")).allSatisfy(name -> {
            assertThat(list(scale.service(name).get("ports"))).isEmpty();
            assertThat(proxy).contains(" " + name + ":");
        });
    }

    @Test
    void twoContainersOfAKindHaveVolumesOfTheirOwn() throws Exception {
        ComposeFile scale = shapes().get(1).file();
        List<String> volumes = Stream.of("kafka(-\\d)?", "reservoir-service(-\\d)?")
                .flatMap(kind -> named(scale, kind).stream())
                .flatMap(name -> list(scale.service(name).get("volumes")).stream())
                .map(volume -> volume.toString().split(":")[0])
                .filter(source -> !source.startsWith("./"))
                .toList();

        assertThat(volumes).hasSize(6).doesNotHaveDuplicates();
    }

    private static List<String> named(ComposeFile file, String pattern) {
        return file.services().keySet().stream()
                .filter(name -> name.matches(pattern))
                .toList();
    }

    private static Set<Object> distinct(ComposeFile file, String pattern, String variable) {
        return named(file, pattern).stream()
                .map(name -> file.environment(name).get(variable))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
