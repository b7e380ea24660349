package commuter.spawner.network;

/**
 * How large a feed may be. What is larger is refused before it fills memory or disk.
 *
 * @param zipBytes of a zip, fetched or on disk
 * @param unpackedBytes of the files of a feed that are read, together
 */
public record FeedLimits(long zipBytes, long unpackedBytes) {
    /** Those of the settings, when nothing is set. */
    public static final FeedLimits DEFAULT = new FeedLimits(512L << 20, 4L << 30);

    public FeedLimits {
        if (zipBytes < 1 || unpackedBytes < 1) {
            throw new IllegalArgumentException("must be 1 byte or more");
        }
    }
}
