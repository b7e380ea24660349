package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the page's modules that need no browser, in Node.js: src/test/js, and those of the client. */
class PageModulesTest {

    @Test
    void theModulesOfThePageKeepTheirPromises() throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        Stream.concat(Stream.of("node", "--test"), tests()).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("pass [1-9]");
    }

    private static Stream<String> tests() throws IOException {
        return Stream.concat(tests(Path.of("src/test/js")), tests(Path.of("client/test")));
    }

    private static Stream<String> tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().toList().stream();
        }
    }
}
