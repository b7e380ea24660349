package commuter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import commuter.system.support.Eventually;
import commuter.system.support.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image is built of what {@code .dockerignore} admits, by the steps of its Dockerfile, and what it starts becomes
 * healthy as {@code docker-compose.yml} runs it. There is no container engine here; {@link Sandbox} stands for one.
 */
@DisabledIfSystemProperty(named = Sandbox.PROPERTY, matches = "none")
class ImageTest {
    private static final Path ROOT = Checkout.find().root();

    @TempDir
    Path folder;

    private Path context;
    private Installation installation;
    private ComposeFile file;
    private Sandbox sandbox;
    private ForeignImages foreign;

    @BeforeEach
    void open() throws Exception {
        context = folder.resolve("context");
        BuildContext.copy(ROOT, context);
        installation = Installation.make(folder.resolve("installation"));
        file = ComposeFile.read(ROOT.resolve("docker-compose.yml")).with(installation.variables());
        sandbox = Sandbox.open(folder.resolve("sandbox"));
        foreign = new ForeignImages(sandbox);
    }

    @AfterEach
    void close() throws IOException {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** The smallest of the three, or all of them. */
    static List<String> services() {
        return List.of("spawner-service", "notifier-service", "reservoir-service")
                .subList(0, Size.of(1, 3));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsBuiltAndRunsWithoutRightsAndInFilesThatItCannotChange(String name) throws Exception {
        Image image = build(name);
        start(foreign.kafka(), "kafka");
        if (name.equals("reservoir-service")) {
            startStrapi();
            start(foreign.redis(), "redis", 6379);
        }
        Container service = start(image, name);

        assertThat(status(service)).containsPattern("Uid:\\s10001\\s10001");
        hasNoRights(service, "/opt/commuter/new");
        assertThat(Files.readString(proc(service, "maps"))).contains("/opt/commuter/classes.jsa");
        assertThat(service.stop()).as("stopped in its time").isTrue();
    }

    @Test
    void strapiRunsWithoutRightsAndInFilesThatItCannotChange() throws Exception {
        Container strapi = startStrapi();

        assertThat(status(strapi)).containsPattern("Uid:\\s1000\\s1000");
        hasNoRights(strapi, "/opt/strapi/new");
        assertThat(strapi.stop()).as("stopped in its time").isTrue();
    }

    private Container startStrapi() throws Exception {
        start(foreign.postgres(), "postgres", 5432);
        return start(build("strapi"), "strapi");
    }

    /**
     * The long steps would make anew what the checkout has: the jar, and Strapi's packages. So Maven builds the
     * smallest module only, which needs the same of the context, and the panel is not built. In full size nothing is
     * left out.
     */
    private String shorter(String command, Image image) throws IOException {
        if (Size.of(0, 1) == 1) {
            return command;
        }
        if (command.startsWith("mvn ")) {
            sandbox.run("cp $0/*/target/*-service.jar $1", ROOT, sandbox.outside(image, "/tmp"));
            return command.replace(
                    "\"$SERVICE\" -am package",
                    "text -am package && mkdir -p $SERVICE/target && mv /tmp/$SERVICE.jar $SERVICE/target");
        }
        if (command.startsWith("npm ci ")) {
            for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
                sandbox.run("cmp $0 $1", ROOT.resolve("strapi").resolve(name), sandbox.outside(image, name));
            }
            sandbox.mount(ROOT.resolve("strapi/node_modules"), image, "/opt/strapi/node_modules");
            return "true";
        }
        return command.endsWith(" npm run build") ? "true" : command;
    }

    private static void hasNoRights(Container container, String newFile) throws IOException {
        assertThat(status(container))
                .containsPattern("CapEff:\\s0{16}")
                .containsPattern("CapBnd:\\s0{16}")
                .containsPattern("NoNewPrivs:\\s1");
        assertThat(container.exitCode(List.of("touch", newFile))).isNotZero();
    }

    private static String status(Container container) throws IOException {
        return Files.readString(proc(container, "status"));
    }

    private static Path proc(Container container, String name) {
        return Path.of("/proc", Long.toString(container.program().pid()), name);
    }

    private Image build(String service) throws IOException {
        Map<String, Object> build = ComposeFile.map(file.service(service).get("build"));
        return new ImageBuild(sandbox, context, Map.of("SERVICE", service), this::shorter)
                .build(Dockerfile.read(ROOT.resolve((String) build.get("dockerfile"))));
    }

    private Container start(Image image, String service) throws Exception {
        Container container = Container.start(sandbox, image, file, service, installation.folder());
        await(container, service, container::isHealthy);
        return container;
    }

    /** Starts one whose check needs a program that is not here: it is enough that it listens. */
    private void start(Image image, String service, int port) throws Exception {
        Container container = Container.start(sandbox, image, file, service, installation.folder());
        List<String> connect = List.of("bash", "-c", "exec 3<>/dev/tcp/" + service + "/" + port);
        await(container, service, () -> container.exitCode(connect) == 0);
    }

    private static void await(Container container, String service, Callable<Boolean> condition) throws Exception {
        try {
            Eventually.within(
                    Duration.ofMinutes(3), service + " is healthy", () -> !container.runs() || condition.call());
        } finally {
            System.out.println(container.log());
        }
        assertThat(container.runs()).as(container.log()).isTrue();
    }
}
