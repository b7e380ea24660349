package commuter.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.cache.RedisSettings;
import commuter.reservoir.repository.strapi.StrapiSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings with which the service refuses to start, and secrets that it never shows. */
class SafeStartTest {

    @Test
    void onTheNetworkTheProcessDoesNotStartWithoutAuthentication(@TempDir Path folder) throws Exception {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReservoirApplication.class.getName(),
                        "--server.address=0.0.0.0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(err))
                .singleElement()
                .asString()
                .contains("server.address=0.0.0.0", "commuter.access.keys");
    }

    @Test
    void settingsDoNotShowTheirSecrets() {
        Duration second = Duration.ofSeconds(1);

        assertThat(new StrapiSettings(URI.create("http://strapi"), "the-token", second).toString())
                .doesNotContain("the-token");
        assertThat(new RedisSettings("redis://:the-password@cache:6379", second, second, second).toString())
                .contains("cache")
                .doesNotContain("the-password");
    }
}
