package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts in bin/ have in common, in a checkout whose build takes a moment and makes empty jars. */
class ScriptsTest {
    private static final String BUILD = """
        #!/bin/sh
        echo built >>"$(dirname "$0")/builds"
        sleep 1
        cd "$(dirname "$0")"
        for module in standalone test-support spawner-service reservoir-service notifier-service console; do
          mkdir -p $module/target/lib
          echo jar >$module/target/$module.jar
          echo library >$module/target/lib/library.jar
          echo ours >$module/target/lib/schemas-0.1.0-SNAPSHOT.jar
        done
        """;

    @TempDir
    Path checkout;

    @BeforeEach
    void make() throws IOException {
        Path common = Checkout.find().root().resolve("bin/requirements.sh");
        Files.copy(common, Files.createDirectories(checkout.resolve("bin")).resolve("requirements.sh"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Path build = Files.writeString(checkout.resolve("mvnw"), BUILD);
        Files.setPosixFilePermissions(build, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String module : List.of(
                "text",
                "schemas",
                "access",
                "standalone",
                "test-support",
                "spawner-service",
                "reservoir-service",
                "notifier-service",
                "console")) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
        }
    }

    @Test
    void ofScriptsThatStartTogetherOneBuildsAndTheOthersWaitAndSayForWhom() throws Exception {
        Path hold = Files.createFile(checkout.resolve("hold"));
        Map<Process, Path> scripts = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Path said = checkout.resolve("said-" + i);
            scripts.put(start(said, "build_jars console; echo ready"), said);
        }
        await().atMost(1, TimeUnit.MINUTES)
                .until(() -> texts(scripts.values()).stream()
                                .filter(text -> text.contains("Waiting for process "))
                                .count()
                        == 2);
        Files.delete(hold);
        for (Process script : scripts.keySet()) {
            assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        List<String> said = texts(scripts.values());

        assertThat(said).allMatch(text -> text.endsWith("ready\n"));
        assertThat(said).filteredOn(text -> text.contains("Building the jars")).hasSize(1);
        assertThat(said)
                .filteredOn(text -> text.contains("Waiting for process "))
                .hasSize(2);
        assertThat(checkout.resolve("builds")).hasContent("built");
    }

    @Test
    void whatRunsStaysAsItIsWhenTheJarIsBuiltAnew() throws Exception {
        Path jar = Path.of(output(start("build_jars console >&2; unpack_jar console; echo $unpacked"))
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow());
        assertThat(jar).hasContent("jar").isNotEqualTo(checkout.resolve("console/target/console.jar"));
        Files.writeString(checkout.resolve("console/target/console.jar"), "newer");
        Files.writeString(checkout.resolve("console/target/lib/schemas-0.1.0-SNAPSHOT.jar"), "newer");

        assertThat(jar).hasContent("jar");
        assertThat(jar.resolveSibling("lib/schemas-0.1.0-SNAPSHOT.jar")).hasContent("ours");
        assertThat(jar.resolveSibling("lib/library.jar")).hasContent("library");
    }

    @Test
    void packagesAreNotRemovedUnderWhoeverRunsFromThem() throws Exception {
        Path folder = Files.createDirectories(checkout.resolve("application"));
        Files.writeString(folder.resolve("package-lock.json"), "{}");
        Files.createDirectories(folder.resolve("node_modules"));
        Process runs = new ProcessBuilder("node", "-e", "setInterval(() => {}, 1000); console.log('runs')")
                .directory(folder.toFile())
                .start();
        try {
            assertThat(runs.inputReader().readLine()).isEqualTo("runs");
            Path said = checkout.resolve("said");
            Process script = start(said, "install_packages application packages 2>&1");

            assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(script.exitValue()).isEqualTo(1);
            assertThat(said)
                    .content()
                    .contains("must be installed anew, and process " + runs.pid() + " runs from there");
        } finally {
            runs.destroyForcibly();
        }
    }

    @Test
    void whatOneUserHasBuiltAnotherCanRun() throws Exception {
        output(start("umask 022; build_jars console; unpack_jar console"));
        try (Stream<Path> all = Files.walk(checkout.resolve("console/target"))) {
            assertThat(all.filter(ScriptsTest::isClosedToOthers)).isEmpty();
        }
    }

    @Test
    void withoutALocaleItIsUtf8AndOneThatIsUtf8Stays() throws Exception {
        assertThat(output(start("echo ${LC_ALL:-}"))).isEqualTo("C.UTF-8\n");
        assertThat(output(start("echo ${LC_ALL:-}", "LC_ALL=POSIX"))).isEqualTo("C.UTF-8\n");
        assertThat(output(start("echo ${LC_ALL:-}", "LANG=xx_XX.UTF-8"))).isEqualTo("C.UTF-8\n");
        assertThat(output(start("echo ${LC_ALL:-}-$LANG", "LANG=C.UTF-8"))).isEqualTo("-C.UTF-8\n");
    }

    private static List<String> texts(Collection<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    private static boolean isClosedToOthers(Path path) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    .matches("......r..");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a script with only the necessary environment variables, and these. */
    private Process start(String script, String... variables) throws IOException {
        return builder(script, variables).start();
    }

    private Process start(Path said, String script) throws IOException {
        return builder(script).redirectOutput(said.toFile()).start();
    }

    private ProcessBuilder builder(String script, String... variables) {
        List<String> command =
                new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH"), "HOME=" + checkout));
        command.addAll(List.of(variables));
        command.addAll(List.of("bash", "-euo", "pipefail", "-c"));
        command.add("root=$0; . \"$root/bin/requirements.sh\"; require_java; " + script);
        command.add(checkout.toString());
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String output(Process script) throws Exception {
        String said = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).as(said).isZero();
        return said;
    }
}
