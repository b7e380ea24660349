package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Where a feed's files come from. Byte order marks are taken off, for they would become part of the first column's name. */
final class FeedFiles implements AutoCloseable {
    private static final String SHIPPED = "/gtfs/";

    private final String name;
    private final Opener opener;
    private final Closer closer;

    private FeedFiles(String name, Opener opener, Closer closer) {
        this.name = name;
        this.opener = opener;
        this.closer = closer;
    }

    /**
     * Opens a feed.
     *
     * @param location a zip, a folder, or the http(s) address of a zip; empty for the feed that ships with the project
     * @throws FeedException when it is missing or none of these
     */
    static FeedFiles open(String location) {
        if (location.isBlank()) {
            return new FeedFiles(
                    "the shipped feed", file -> FeedFiles.class.getResourceAsStream(SHIPPED + file), () -> {});
        }
        String name = "gtfs " + location;
        if (location.startsWith("http://") || location.startsWith("https://")) {
            Path copy = FeedDownload.fetch(name, location);
            return openZip(name, copy, () -> Files.deleteIfExists(copy));
        }
        Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            return new FeedFiles(name, file -> openIn(path, file), () -> {});
        }
        if (!Files.exists(path)) {
            throw new FeedException(name, "there is no such file or folder (" + path.toAbsolutePath() + ")");
        }
        return openZip(name, path, () -> {});
    }

    /** How findings call the feed. */
    String name() {
        return name;
    }

    boolean has(String file) throws IOException {
        try (InputStream in = opener.open(file)) {
            return in != null;
        }
    }

    /** Reads a file that every feed must have. */
    void read(String file, List<String> columns, Findings findings, Consumer<CsvTable.Row> reader) throws IOException {
        if (!readOptional(file, columns, findings, reader)) {
            findings.error("", file + " is missing");
        }
    }

    /** Reads a file; false when the feed does without it. */
    boolean readOptional(String file, List<String> columns, Findings findings, Consumer<CsvTable.Row> reader)
            throws IOException {
        try (InputStream in = opener.open(file)) {
            if (in == null) {
                return false;
            }
            CsvTable.read(file, withoutByteOrderMark(in), columns, findings, reader);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }

    private static FeedFiles openZip(String name, Path path, Closer afterwards) {
        try {
            // Closed by close(): the zip stays open for as long as the feed is read.
            ZipFile zip = new ZipFile(path.toFile());
            String folder = folderWithin(zip);
            return new FeedFiles(name, file -> openIn(zip, folder + file), () -> {
                zip.close();
                afterwards.close();
            });
        } catch (ZipException e) {
            throw new FeedException(name, "is neither a folder nor a zip file (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new FeedException(name, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Many a feed is packed together with the folder around it. */
    private static String folderWithin(ZipFile zip) {
        String known = "stop_times.txt";
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.equals(known) || entry.endsWith("/" + known))
                .map(entry -> entry.substring(0, entry.length() - known.length()))
                .min(Comparator.comparingInt(String::length))
                .orElse("");
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

    private interface Closer {
        void close() throws IOException;
    }
}
