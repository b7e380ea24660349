package commuter.spawner.network;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Checks a zip's directory before Java reads it, because Java reads all of it into memory. */
final class ZipDirectory {
    /** A feed has about thirty files. */
    static final int MOST_ENTRIES = 10_000;

    /** A name may have 64 KB, but the names in a feed are short. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private ZipDirectory() {}

    /**
     * Checks every record that may be the end of the directory. One with the larger numbers of Zip64 has too many
     * entries, too.
     *
     * @throws FeedException when the directory has too many entries
     */
    static void requireSmall(String name, Path zip) throws IOException {
        ByteBuffer end = tail(zip);
        for (int at = end.limit() - END_LENGTH; at >= 0; at--) {
            if (end.getInt(at) == END_SIGNATURE) {
                long entries = Short.toUnsignedLong(end.getShort(at + 10));
                long bytes = Integer.toUnsignedLong(end.getInt(at + 12));
                long offset = Integer.toUnsignedLong(end.getInt(at + 16));
                if (entries > MOST_ENTRIES || bytes > MOST_BYTES || offset == 0xFFFFFFFFL) {
                    throw new FeedException(
                            name, "has more than " + MOST_ENTRIES + " files in it: pack those of the feed alone");
                }
            }
        }
    }

    private static ByteBuffer tail(Path zip) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), END_LENGTH + LONGEST_COMMENT)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
