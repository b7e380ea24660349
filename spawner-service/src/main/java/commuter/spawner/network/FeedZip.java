package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A feed in a zip. */
final class FeedZip implements FeedFiles.FeedSource {
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final FeedPlace place;
    private final Closer afterwards;

    private FeedZip(String name, ZipFile zip, Closer afterwards) {
        this.zip = zip;
        this.afterwards = afterwards;
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> entries.putIfAbsent(path(entry), entry));
        this.place = FeedPlace.find(name, List.copyOf(entries.keySet()));
        List<String> packed = entries.keySet().stream()
                .filter(file -> file.endsWith(".zip"))
                .sorted()
                .toList();
        if (!entries.containsKey(place.folder() + FeedPlace.KNOWN_FILE) && !packed.isEmpty()) {
            throw new FeedException(
                    name, "holds other zips (" + Names.some(packed) + "): unpack it, and name one of them");
        }
    }

    /**
     * Opens a zip.
     *
     * @param afterwards is called when it is closed, or cannot be opened
     * @throws FeedException when it is not a zip, too large, or contains several feeds
     */
    static FeedZip open(String name, Path path, FeedLimits limits, Closer afterwards) {
        try {
            return open(name, path, limits.zipBytes(), afterwards);
        } catch (FeedException | IOException e) {
            closeQuietly(afterwards, e);
            if (e instanceof FeedException known) {
                throw known;
            }
            throw new FeedException(
                    name,
                    e instanceof ZipException
                            ? "is neither a folder nor a zip file (" + e.getMessage() + ")"
                            : "cannot be read: " + e,
                    e);
        }
    }

    private static FeedZip open(String name, Path path, long mostBytes, Closer afterwards) throws IOException {
        if (Files.size(path) > mostBytes) {
            throw new FeedException(name, "is larger than " + mostBytes + " bytes (commuter.feed.max-zip)");
        }
        ZipDirectory.requireSmall(name, path);
        // Closed by close(): the zip stays open while the feed is read.
        ZipFile zip = new ZipFile(path.toFile());
        try {
            return new FeedZip(name, zip, afterwards);
        } catch (RuntimeException e) {
            closeQuietly(zip::close, e);
            throw e;
        }
    }

    @Override
    public @Nullable InputStream open(String file) throws IOException {
        ZipEntry entry = entries.get(place.folder() + file);
        return entry == null ? null : zip.getInputStream(entry);
    }

    @Override
    public String others() {
        return place.others().isEmpty() ? "" : Names.some(place.others());
    }

    @Override
    public void close() throws IOException {
        zip.close();
        afterwards.close();
    }

    /** Some programs write backslashes, some upper case. */
    private static String path(ZipEntry entry) {
        return entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    private static void closeQuietly(Closer closer, Exception reason) {
        try {
            closer.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    interface Closer {
        void close() throws IOException;
    }
}
