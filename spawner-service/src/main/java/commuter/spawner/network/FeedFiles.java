package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.onebusaway.csv_entities.CsvInputSource;

/** Where a feed's files come from. Byte order marks are taken off, for they would become part of the first column's name. */
final class FeedFiles implements CsvInputSource, AutoCloseable {
    private static final String SHIPPED = "/gtfs/";

    private final String name;
    private final Opener opener;
    private final AutoCloseable container;

    private FeedFiles(String name, Opener opener, AutoCloseable container) {
        this.name = name;
        this.opener = opener;
        this.container = container;
    }

    /**
     * Opens a feed.
     *
     * @param location a zip or a folder; empty for the feed that ships with the project
     * @throws FeedException when it is missing or neither
     */
    static FeedFiles open(String location) {
        if (location.isBlank()) {
            return new FeedFiles(
                    "the shipped feed", file -> FeedFiles.class.getResourceAsStream(SHIPPED + file), () -> {});
        }
        String name = "gtfs " + location;
        Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            return new FeedFiles(name, file -> openIn(path, file), () -> {});
        }
        if (!Files.exists(path)) {
            throw new FeedException(name, "there is no such file or folder (" + path.toAbsolutePath() + ")");
        }
        return openZip(name, path);
    }

    /** How errors call the feed. */
    String name() {
        return name;
    }

    @Override
    public boolean hasResource(String file) throws IOException {
        try (InputStream in = opener.open(file)) {
            return in != null;
        }
    }

    @Override
    public InputStream getResource(String file) throws IOException {
        InputStream in = opener.open(file);
        if (in == null) {
            throw new FeedException(name, file + " is missing");
        }
        return withoutByteOrderMark(in);
    }

    @Override
    public void close() throws IOException {
        try {
            container.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static FeedFiles openZip(String name, Path path) {
        try {
            // Closed by close(): the zip stays open for as long as the feed is read.
            ZipFile zip = new ZipFile(path.toFile());
            return new FeedFiles(name, file -> openIn(zip, file), zip);
        } catch (ZipException e) {
            throw new FeedException(name, "is neither a folder nor a zip file (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new FeedException(name, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable InputStream openIn(Path folder, String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
    }

    private static @Nullable InputStream openIn(ZipFile zip, String file) throws IOException {
        ZipEntry entry = zip.getEntry(file);
        return entry == null ? null : zip.getInputStream(entry);
    }

    private static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 3);
        byte[] first = start.readNBytes(3);
        boolean marked =
                first.length == 3 && first[0] == (byte) 0xEF && first[1] == (byte) 0xBB && first[2] == (byte) 0xBF;
        if (!marked) {
            start.unread(first);
        }
        return start;
    }

    private interface Opener {
        @Nullable
        InputStream open(String file) throws IOException;
    }
}
