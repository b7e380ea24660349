package commuter.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(folder.resolve("service.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @Test
    void theFirstRunWritesTheArchiveAndTheNextOneUsesIt() throws IOException {
        run(new ClassArchive(jar, "classes")).keep();

        assertThat(optionOf(new ClassArchive(jar, "classes"))).startsWith("-XX:SharedArchiveFile=");
    }

    @Test
    void whatAKilledRunLeftIsNotUsed() throws IOException {
        run(new ClassArchive(jar, "classes"));

        assertThat(optionOf(new ClassArchive(jar, "classes"))).startsWith("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void aNewBuildMakesTheArchiveOutdated() throws IOException {
        run(new ClassArchive(jar, "classes")).keep();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(optionOf(new ClassArchive(jar, "classes"))).startsWith("-XX:ArchiveClassesAtExit=");
    }

    /** Does what the JVM does when it ends. */
    private static ClassArchive run(ClassArchive archive) throws IOException {
        Files.createFile(Path.of(optionOf(archive).replace("-XX:ArchiveClassesAtExit=", "")));
        return archive;
    }

    private static String optionOf(ClassArchive archive) throws IOException {
        return archive.options().stream()
                .filter(option -> option.startsWith("-XX:"))
                .findFirst()
                .orElseThrow();
    }
}
