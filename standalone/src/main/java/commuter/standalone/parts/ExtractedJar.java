package commuter.standalone.parts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shipped jar, extracted by its own tools as in the containers: a small jar beside its libraries, which starts faster
 * and whose classes can be archived. Done once for each build.
 */
final class ExtractedJar {
    private static final Logger LOG = LoggerFactory.getLogger(ExtractedJar.class);
    private static final Duration JUST_MADE = Duration.ofHours(1);

    private ExtractedJar() {}

    /** The small jar. */
    static Path of(Path shipped) throws IOException {
        String stem = "extracted-" + Files.getLastModifiedTime(shipped).toMillis();
        Path folder = shipped.resolveSibling(stem).toAbsolutePath();
        if (!Files.exists(folder)) {
            removeOlder(folder);
            extract(shipped, folder);
        }
        return folder.resolve(shipped.getFileName());
    }

    private static void extract(Path shipped, Path folder) throws IOException {
        // As readable for others as the umask allows, unlike Java's temporary folders.
        Path unfinished = Files.createDirectory(folder.resolveSibling("extracting-" + UUID.randomUUID()));
        List<String> command =
                JavaProgram.ofTool(shipped, "extract", "--force", "--destination", unfinished.toString());
        Process extracting = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int exitCode = extracting.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("taking " + shipped + " apart ended with exit code " + exitCode);
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder)) {
                throw e;
            }
            // Another launcher was faster; its folder is equivalent.
            delete(unfinished);
        }
    }

    /**
     * Deletes the folders of earlier builds, unless a process runs from them. One that has just been created may be
     * about to be used.
     */
    static void removeOlder(Path folder) throws IOException {
        FileTime justMade = FileTime.from(Instant.now().minus(JUST_MADE));
        List<Path> old;
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            old = siblings.filter(sibling -> sibling.getFileName().toString().matches("extract(ed|ing)-.*"))
                    .filter(sibling -> !sibling.equals(folder))
                    .toList();
        }
        for (Path each : old) {
            if (Files.getLastModifiedTime(each).compareTo(justMade) < 0 && !isInUse(each)) {
                delete(each);
            }
        }
    }

    /** Whether the command line of a process names a file in a folder. */
    private static boolean isInUse(Path folder) throws IOException {
        int names = folder.getNameCount();
        String within = "/" + folder.subpath(Math.max(0, names - 3), names) + "/";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (commandLine(process).contains(within)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), ISO_8859_1);
        } catch (IOException e) {
            return ""; // The process has ended.
        }
    }

    /** A folder that cannot be deleted only takes space on the disk. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} could not be deleted", folder, e);
        }
    }
}
