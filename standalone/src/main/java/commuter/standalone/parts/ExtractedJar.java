package commuter.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shipped jar, taken apart by its own tools as in the containers: a small jar beside its libraries, which starts faster
 * and whose classes can be archived. Done once for each build.
 */
final class ExtractedJar {
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
        Path unfinished = Files.createTempDirectory(folder.getParent(), "extracting-");
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
            // Another launcher was faster; its folder is as good.
            delete(unfinished);
        }
    }

    private static void removeOlder(Path folder) throws IOException {
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            // Another launcher may just have made this very folder.
            siblings.filter(sibling -> sibling.getFileName().toString().startsWith("extracted-"))
                    .filter(sibling -> !sibling.equals(folder))
                    .forEach(ExtractedJar::delete);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
