package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A feed in a folder, or one or two folders deeper, as after unpacking a zip. */
record FeedFolderSource(Path folder) implements FeedFiles.FeedSource {
    private static final int DEEPEST = 3;

    /** A folder with more files was not made by unpacking a feed. */
    private static final int MOST_FILES = 10_000;

    /** @throws FeedException when there are several feeds in the folder */
    static FeedFolderSource open(String name, Path path) {
        if (Files.exists(path.resolve(FeedPlace.KNOWN_FILE))) {
            return new FeedFolderSource(path);
        }
        try (Stream<Path> found = Files.walk(path, DEEPEST)) {
            List<String> files = found.limit(MOST_FILES)
                    .filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .toList();
            return new FeedFolderSource(path.resolve(FeedPlace.find(name, files).folder()));
        } catch (IOException | UncheckedIOException e) {
            throw new FeedException(name, "cannot be read: " + e, e);
        }
    }

    @Override
    public @Nullable InputStream open(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
    }
}
