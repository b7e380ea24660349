package commuter.reservoir.stream.intake;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Returns keys or values up to a size limit as they are, and excerpts of longer ones. Of each fetch it returns only a
 * limited number of bytes of long ones whole, because a small compressed batch may contain a thousand of them. Belongs
 * to its consumer.
 */
final class CuttingDeserializer implements Deserializer<byte @Nullable []> {
    /** Many times the size of any record of this project. */
    private static final int LONG_ONE = 64 * 1024;

    private static final int EXCERPT_OF_A_MULTITUDE = 1024;

    private final int mostWhole;
    private final int kept;
    private final long mostWholeTogether;
    private long whole;

    /**
     * Makes the deserializer of a consumer's keys, or of its values.
     *
     * @param mostWhole maximum size in bytes of one that is returned whole
     * @param kept bytes of a longer one that are kept
     * @param mostWholeTogether maximum bytes of all long ones that are returned whole until the next call of
     *     {@link #begin}
     */
    CuttingDeserializer(int mostWhole, int kept, long mostWholeTogether) {
        this.mostWhole = mostWhole;
        this.kept = kept;
        this.mostWholeTogether = mostWholeTogether;
    }

    /** Starts to count anew. */
    void begin() {
        whole = 0;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : read(ByteBuffer.wrap(data));
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        return data == null ? null : read(data);
    }

    private byte[] read(ByteBuffer data) {
        int size = data.remaining();
        if (size > LONG_ONE) {
            if (whole >= mostWholeTogether) {
                return Excerpt.cut(data, EXCERPT_OF_A_MULTITUDE);
            }
            whole += Math.min(size, mostWhole);
        }
        return size > mostWhole ? Excerpt.cut(data, kept) : Utils.toArray(data);
    }
}
