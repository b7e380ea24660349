package commuter.notifier;

import commuter.schemas.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A WebSocket client at the level of bytes, for what well-behaved clients do not do: send any origin, send huge frames,
 * stay silent.
 */
final class RawClient implements AutoCloseable {
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xa;
    private static final int DEFLATED = 0x40;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String answer;

    RawClient(int port, String origin) throws IOException {
        this(port, origin, "localhost:" + port);
    }

    RawClient(int port, String origin, String host) throws IOException {
        this(port, origin, host, "");
    }

    /** With offers of extensions (RFC 6455), e.g. {@code permessage-deflate}. */
    static RawClient offering(int port, String extensions) throws IOException {
        return new RawClient(
                port,
                "http://localhost:" + port,
                "localhost:" + port,
                "Sec-WebSocket-Extensions: " + extensions + "\r\n");
    }

    /** With this query in the address, and these additional headers. */
    static RawClient opening(int port, String query, String headers) throws IOException {
        return new RawClient(port, "http://localhost:" + port, "localhost:" + port, headers, query);
    }

    private RawClient(int port, String origin, String host, String headers) throws IOException {
        this(port, origin, host, headers, "");
    }

    private RawClient(int port, String origin, String host, String headers, String query) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        answer = handshake(query, host, origin, headers);
    }

    /** The HTTP status of the handshake's answer. */
    String status() {
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }

    /** The extensions that the handshake's answer accepts; empty when there are none. */
    String extensions() {
        return header("Sec-WebSocket-Extensions");
    }

    /** A header of the handshake's answer; empty when it has none. */
    String header(String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ':', 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /** The answer to a refused handshake, to the end of the connection. */
    String problem() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends a text as one frame, of any size. */
    void sendText(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(0x80 | TEXT);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(0x80 | 126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(0x80 | 127);
            out.writeLong(payload.length);
        }
        out.writeInt(0); // a mask of zeros leaves the payload as it is
        out.write(payload);
        out.flush();
    }

    /** Sends the head of a frame of 64 KB, and only this part of its text. */
    void sendBeginning(String text) throws IOException {
        out.writeByte(0x80 | TEXT);
        out.writeByte(0x80 | 126);
        out.writeShort(0xffff);
        out.writeInt(0);
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads on without answering until the service closes the connection; returns the close code. */
    int awaitCloseCode() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            byte[] payload = payload();
            if (opcode == CLOSE) {
                return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
            }
        }
    }

    /** Sends bytes unchanged. */
    RawClient send(int... bytes) throws IOException {
        for (int one : bytes) {
            out.write(one);
        }
        out.flush();
        return this;
    }

    /** The sequences of the next events; other messages are skipped. */
    List<Long> sequences(int count) throws IOException {
        List<Long> sequences = new ArrayList<>();
        while (sequences.size() < count) {
            String text = nextText();
            if (text.startsWith("{\"type\":\"passenger:")) {
                sequences.add(Json.MAPPER.readTree(text).at("/data/sequence").longValue());
            }
        }
        return sequences;
    }

    /** A text, and the number of its bytes on the network. */
    record Text(String text, int bytes, boolean deflated) {}

    /** The next text. */
    String nextText() throws IOException {
        return nextFrame().text();
    }

    /** The next frame with a text in it. */
    Text nextFrame() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            if ((first & 0x0f) == TEXT) {
                boolean deflated = (first & DEFLATED) != 0;
                byte[] text = deflated ? inflated(payload) : payload;
                return new Text(new String(text, StandardCharsets.UTF_8), payload.length, deflated);
            }
        }
    }

    /** By RFC 7692, 7.2.2, the end of the last block is not transferred. */
    private static byte[] inflated(byte[] payload) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(payload);
        whole.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff, 1, 0, 0, (byte) 0xff, (byte) 0xff});
        return new InflaterInputStream(new ByteArrayInputStream(whole.toByteArray()), new Inflater(true))
                .readAllBytes();
    }

    /** The payload of the next pong. */
    String nextPong() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        if (opcode != PONG) {
            throw new IOException("opcode " + opcode + " where a pong was due");
        }
        return new String(payload(), StandardCharsets.UTF_8);
    }

    /** Waits until the service has closed the connection; returns whether it has. */
    boolean hasEnded() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    private String handshake(String query, String host, String origin, String headers) throws IOException {
        String request = "GET /ws/stream" + query + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n" + headers + "Origin: " + origin + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder received = new StringBuilder();
        while (received.indexOf("\r\n\r\n") < 0) {
            received.append((char) in.readUnsignedByte());
        }
        return received.toString();
    }
}
