package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Encodes what clients send: frames with a mask of zeros, which leaves the payload unchanged. */
public final class ClientHandshake {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;

    private ClientHandshake() {}

    public static byte[] text(String message) {
        return frame(TEXT, message);
    }

    static byte[] binary(String message) {
        return frame(BINARY, message);
    }

    private static byte[] frame(int first, String message) {
        byte[] payload = message.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
