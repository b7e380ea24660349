package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in TypeScript can be made from the descriptions of the three services alone. */
class OpenApiTypesTest {
    private static final Path ROOT = Checkout.find().root();
    private static final List<String> SERVICES = List.of("notifier", "reservoir", "spawner");

    @Test
    void types_generate_from_the_descriptions_and_a_client_and_all_examples_compile_with_them(@TempDir Path folder)
            throws Exception {
        Path programs = ROOT.resolve("test-support/contract");
        assertThat(programs.resolve("node_modules/openapi-typescript"))
                .as("bin/test installs it, and so does: npm ci --prefix test-support/contract")
                .isDirectory();
        Stream<String> documents = SERVICES.stream().map(service -> "../../docs/openapi/" + service + ".yaml");
        Process generator = new ProcessBuilder(
                        Stream.concat(Stream.of("node", "types.mjs", folder.toString()), documents)
                                .toList())
                .directory(programs.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(generator.getInputStream().readAllBytes(), UTF_8)).isBlank();
        assertThat(generator.waitFor()).isZero();
        for (String service : SERVICES) {
            assertThat(Files.readString(folder.resolve(service + ".ts"))).contains("export interface paths");
            assertThat(Files.readString(folder.resolve(service + "-examples.ts")))
                    .contains("export const example1:");
        }
    }
}
