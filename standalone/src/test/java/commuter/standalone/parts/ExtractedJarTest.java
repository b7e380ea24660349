package commuter.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractedJarTest {
    private static final Duration LONG_AGO = Duration.ofHours(2);

    @TempDir
    Path checkout;

    @Test
    void foldersOfEarlierBuildsGoUnlessSomethingRunsFromThem() throws Exception {
        Path wanted = folder("extracted-4", Duration.ZERO);
        Path justMade = folder("extracted-3", Duration.ZERO);
        Path unused = folder("extracted-2", LONG_AGO);
        Path running = folder("extracted-1", LONG_AGO);
        Path halfMade = folder("extracting-1", LONG_AGO);
        Path jar = folder("lib", LONG_AGO);
        // Its command line names the files from which it runs, like that of a service.
        Process process = new ProcessBuilder(
                        "sh", "-c", "read line", running.resolve("service.jar").toString())
                .start();
        try {
            ExtractedJar.removeOlder(wanted);
        } finally {
            process.getOutputStream().close();
        }

        assertThat(wanted).exists();
        assertThat(justMade).exists();
        assertThat(running).exists();
        assertThat(jar).exists();
        assertThat(unused).doesNotExist();
        assertThat(halfMade).doesNotExist();
    }

    private Path folder(String name, Duration age) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve("service/target").resolve(name));
        Files.createFile(folder.resolve("service.jar"));
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
        return folder;
    }
}
