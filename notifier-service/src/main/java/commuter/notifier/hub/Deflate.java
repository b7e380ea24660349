package commuter.notifier.hub;

import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Compresses messages for permessage-deflate (RFC 7692). Each message is compressed independently, so all clients can
 * share the same bytes. Each event loop has its own deflater, which is expensive to create and cheap to reuse.
 */
final class Deflate {
    private static final int BUFFER = 8192;
    /** The empty block at the end of a flush; section 7.2.1 requires that it is left out. */
    private static final int TAIL = 4;

    private static final FastThreadLocal<Deflater> DEFLATER = new FastThreadLocal<>() {
        @Override
        protected Deflater initialValue() {
            return new Deflater(Deflater.BEST_SPEED, true);
        }

        @Override
        protected void onRemoval(Deflater deflater) {
            deflater.end();
        }
    };

    private Deflate() {}

    static byte[] message(byte[] text) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(text.length / 4);
        DeflaterOutputStream stream = new DeflaterOutputStream(deflated, deflater, BUFFER, true);
        try {
            stream.write(text);
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be written", e);
        }
        return Arrays.copyOf(deflated.toByteArray(), deflated.size() - TAIL);
    }
}
