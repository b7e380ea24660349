package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.access.servlet.TestService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a service starts, tested as a process. */
class StartTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path temp;

    @Test
    void onTheNetworkAServiceDoesNotStartWithoutAuthentication() throws Exception {
        for (String address : List.of("0.0.0.0", "::", "")) {
            List<String> said = refusal("--server.address=" + address);

            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains("server.address=", "commuter.access.keys", "127.0.0.1");
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedInOneLineAndNotShown() throws Exception {
        assertThat(refusal("--commuter.access.keys.bus.value=" + KEY, "--commuter.access.keys.bus.scopes=drive"))
                .containsExactly(
                        "Not started: commuter.access.keys.bus.scopes: 'drive' must be one of read, command, seed");
    }

    @Test
    void metricsOnAnotherAddressAreRefusedLikewise() throws Exception {
        assertThat(refusal("--server.address=127.0.0.1", "--management.server.port=0"))
                .singleElement()
                .asString()
                .contains("management.server.address=");
    }

    @Test
    void onTheNetworkItStartsWithAKeyOrIfConfiguredAsOpen() throws Exception {
        assertThat(starts(
                        "--server.address=0.0.0.0",
                        "--commuter.access.keys.bus.value=" + KEY,
                        "--commuter.access.keys.bus.scopes=read"))
                .doesNotContain("WARN")
                .doesNotContain(KEY);
        assertThat(starts("--server.address=0.0.0.0", "--commuter.access.open=true"))
                .contains("WARN", "commuter.access.open=true");
    }

    private List<String> refusal(String... arguments) throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process process = command(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(out)).isEmpty();
        return Files.readAllLines(err);
    }

    private String starts(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        // Starts the server, and ends the process when it has started.
        all.add("--test.ends=true");
        Process process =
                command(all.toArray(String[]::new)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TestService.class.getName(),
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
