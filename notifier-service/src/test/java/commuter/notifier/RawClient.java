package commuter.notifier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks WebSocket by hand, to do what well-behaved clients do not: name any origin, send huge frames, keep silent. */
final class RawClient implements AutoCloseable {
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String status;

    RawClient(int port, String origin) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        status = handshake(port, origin);
    }

    /** The HTTP status of the handshake's answer. */
    String status() {
        return status;
    }

    /** Sends a text as one frame, however large. */
    void sendText(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(0x80 | TEXT);
        out.writeByte(0x80 | 127);
        out.writeLong(payload.length);
        out.writeInt(0); // a mask of zeros leaves the payload as it is
        out.write(payload);
    }

    /** Reads on, answering nothing, until the service closes, and tells its code. */
    int awaitCloseCode() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(payload);
            if (opcode == CLOSE) {
                return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String handshake(int port, String origin) throws IOException {
        String request = "GET /ws/stream HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nOrigin: " + origin + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }
}
