package commuter.system.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What bin/make-env makes, in a folder that stands for a checkout. */
record Installation(Path folder) {

    static Installation make(Path folder) throws IOException, InterruptedException {
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("make-env");
        if (!Files.exists(script)) {
            Files.copy(Checkout.find().root().resolve("bin/make-env"), script);
        }
        Installation made = new Installation(folder);
        assertThat(made.makeEnv()).isZero();
        return made;
    }

    /** Runs it once more; its exit code. */
    int makeEnv() throws IOException, InterruptedException {
        return new ProcessBuilder("bash", folder.resolve("bin/make-env").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The lines of .env. */
    Map<String, String> variables() throws IOException {
        return Files.readAllLines(folder.resolve(".env")).stream()
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
    }

    String secret(String name) throws IOException {
        return Files.readString(folder.resolve("secrets").resolve(name), UTF_8);
    }
}
