package commuter.standalone.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A class data sharing archive of the JVM: the classes that a program loaded in an earlier run. A Java service starts
 * in about half the time with it. The first run writes the archive when it ends, later ones map it. Thread-safe.
 */
final class ClassArchive {
    private static final List<String> QUIETLY = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private final Path jar;
    private final Path archive;
    private volatile Path beingWritten;

    /**
     * Sets the file of the archive; nothing is written yet.
     *
     * @param jar the program; an older archive is not used
     */
    ClassArchive(Path jar, String name) {
        this.jar = jar;
        this.archive = jar.resolveSibling(name + "-java" + Runtime.version().feature() + ".jsa");
        this.beingWritten = archive;
    }

    /** The JVM options for the next start. */
    List<String> options() throws IOException {
        if (isUpToDate()) {
            return with("-XX:SharedArchiveFile=" + archive);
        }
        beingWritten = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID());
        return with("-XX:ArchiveClassesAtExit=" + beingWritten);
    }

    /** Must be called when the program has ended by itself: then the archive, if any, is complete. */
    void keep() {
        try {
            if (!beingWritten.equals(archive) && Files.exists(beingWritten)) {
                Files.move(beingWritten, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            // Only speed is lost: the next run writes another one.
            beingWritten.toFile().deleteOnExit();
        }
    }

    private boolean isUpToDate() throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar);
        return Files.getLastModifiedTime(archive).compareTo(built) > 0;
    }

    private static List<String> with(String option) {
        return Stream.concat(QUIETLY.stream(), Stream.of(option)).toList();
    }
}
