package commuter.spawner.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much of a feed may still be read. Bytes are limited, so that a small zip cannot unpack without end. Rows are
 * limited, so that what is kept of them fits into the heap. Not thread-safe.
 */
final class FeedBudget {
    private static final double SHARE_OF_HEAP = .75;

    private final String feed;
    private final long mostBytes;
    private final long mostHeap;
    private long bytes;
    private long heap;

    /** @param feed how errors call the feed */
    FeedBudget(String feed, long mostBytes) {
        this(feed, mostBytes, (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP));
    }

    /** @param mostHeap bytes of the heap that rows may take */
    FeedBudget(String feed, long mostBytes, long mostHeap) {
        this.feed = feed;
        this.mostBytes = mostBytes;
        this.mostHeap = mostHeap;
    }

    /** The stream; it fails when the feed has unpacked to too much. */
    InputStream limit(String file, InputStream in) {
        return new Counted(file, in);
    }

    /**
     * Counts a row.
     *
     * @throws FeedException when it would not fit into the heap
     */
    void row(String file, long line, int rowBytes) {
        heap += rowBytes;
        if (heap > mostHeap) {
            throw new FeedException(
                    feed,
                    file + " line " + line + ": the feed has more rows than fit into a heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB: start Java with a larger one (-Xmx)");
        }
    }

    private void unpacked(String file, long more) {
        bytes += Math.max(0, more);
        if (bytes > mostBytes) {
            throw new FeedException(
                    feed,
                    file + ": the feed unpacks to more than " + mostBytes + " bytes (commuter.feed.max-unpacked)");
        }
    }

    private final class Counted extends FilterInputStream {
        private final String file;

        private Counted(String file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            unpacked(file, next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            unpacked(file, count);
            return count;
        }
    }
}
