package commuter.spawner.network;

/**
 * The maximum size of a feed. A larger one is refused before it fills memory or disk.
 *
 * @param zipBytes of a zip, downloaded or on disk
 * @param unpackedBytes of the files of a feed that are read, together
 */
public record FeedLimits(long zipBytes, long unpackedBytes) {
    /** The default limits. */
    public static final FeedLimits DEFAULT = new FeedLimits(512L << 20, 4L << 30);

    public FeedLimits {
        if (zipBytes < 1 || unpackedBytes < 1) {
            throw new IllegalArgumentException("must be 1 byte or more");
        }
    }
}
