package commuter.notifier.hub;

import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Messages of permessage-deflate (RFC 7692), each of which stands alone: so the same bytes suit every client. Each
 * event loop has a deflater of its own, which is costly to make and cheap to use again.
 */
final class Deflate {
    private static final int BUFFER = 8192;
    /** The empty block with which a flush ends; section 7.2.1 has it left out. */
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
