package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The source of a feed's files. */
final class FeedFiles implements AutoCloseable {
    private static final String SHIPPED = "/gtfs/";

    private final String name;
    private final FeedSource source;
    private final FeedBudget budget;

    private FeedFiles(String name, FeedSource source, FeedLimits limits) {
        this.name = name;
        this.source = source;
        this.budget = new FeedBudget(name, limits.unpackedBytes());
    }

    /**
     * Opens a feed.
     *
     * @param location a zip, a folder, or the http(s) address of a zip; empty for the feed that ships with the project
     * @throws FeedException when it is missing or none of these, larger than the limits, or several feeds
     */
    static FeedFiles open(String location, FeedLimits limits) {
        if (location.isBlank()) {
            return new FeedFiles(
                    "the shipped feed", file -> FeedFiles.class.getResourceAsStream(SHIPPED + file), limits);
        }
        String name = "gtfs " + location;
        if (location.startsWith("http://") || location.startsWith("https://")) {
            Path copy = FeedDownload.fetch(name, location, limits.zipBytes());
            return new FeedFiles(name, FeedZip.open(name, copy, limits, () -> Files.deleteIfExists(copy)), limits);
        }
        Path path = path(name, location);
        if (Files.isDirectory(path)) {
            return new FeedFiles(name, FeedFolderSource.open(name, path), limits);
        }
        if (!Files.exists(path)) {
            throw new FeedException(name, "there is no such file or folder (" + path.toAbsolutePath() + ")");
        }
        return new FeedFiles(name, FeedZip.open(name, path, limits, () -> {}), limits);
    }

    /** The feed's name in notices. */
    String name() {
        return name;
    }

    /** Feeds beside this one that are not read; each by its folder. */
    String others() {
        return source.others();
    }

    /** Reads a required file. */
    void read(FeedTable table, FeedNotices notices, Consumer<CsvTable.Row> reader) throws IOException {
        switch (tryRead(table, notices, reader)) {
            case MISSING -> notices.error("", table.file() + " is missing");
            case EMPTY -> notices.error(table.file(), "is empty: not even a header");
            case READ -> {}
        }
    }

    /** Reads an optional file; false when the feed does not have it. An empty file counts as missing. */
    boolean readOptional(FeedTable table, FeedNotices notices, Consumer<CsvTable.Row> reader) throws IOException {
        Reading reading = tryRead(table, notices, reader);
        if (reading == Reading.EMPTY) {
            notices.warn(table.file(), "is empty, not even a header: the feed is read as if it had no such file");
        }
        return reading == Reading.READ;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private Reading tryRead(FeedTable table, FeedNotices notices, Consumer<CsvTable.Row> reader) throws IOException {
        try (InputStream in = source.open(table.file())) {
            if (in == null) {
                return Reading.MISSING;
            }
            InputStream limited = budget.limit(table.file(), in);
            boolean read = CsvTable.read(table, limited, notices, row -> {
                budget.row(table.file(), row.number(), table.rowBytes() + row.characters());
                reader.accept(row);
            });
            return read ? Reading.READ : Reading.EMPTY;
        }
    }

    private static Path path(String name, String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new FeedException(name, "is no path: " + e.getMessage(), e);
        }
    }

    private enum Reading {
        MISSING,
        EMPTY,
        READ
    }

    /** Opens the files of one feed. */
    interface FeedSource {
        /** Null when there is no such file. */
        @Nullable
        InputStream open(String file) throws IOException;

        default String others() {
            return "";
        }

        default void close() throws IOException {}
    }
}
