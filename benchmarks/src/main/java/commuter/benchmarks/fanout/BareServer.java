package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A minimal server: it sends each line of its input to every client in a loop, and ignores everything that they send.
 * Its cost is nearly all the kernel's. Arguments: port.
 */
public final class BareServer {
    private static final int SHORT = 126;
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    private BareServer() {}

    public static void main(String... arguments) throws IOException {
        BareServer server = new BareServer();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 4096);
        Thread admission = new Thread(() -> server.admit(listener), "admission");
        admission.setDaemon(true);
        admission.start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                server.send(frame(line.getBytes(UTF_8)));
            }
        }
    }

    private void admit(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel client = listener.accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (handshake(client)) {
                    clients.add(client);
                }
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    /** False for a client that only checked whether the port is open. */
    private static boolean handshake(SocketChannel client) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(4096);
        while (!new String(request.array(), 0, request.position(), US_ASCII).endsWith("\r\n\r\n")) {
            if (client.read(request) < 0) {
                client.close();
                return false;
            }
        }
        write(
                client,
                ByteBuffer.wrap("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                        .getBytes(US_ASCII)));
        return true;
    }

    private void send(ByteBuffer frame) {
        clients.removeIf(client -> !isThere(client, frame.rewind()));
    }

    private static boolean isThere(SocketChannel client, ByteBuffer frame) {
        try {
            write(client, frame);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = client.write(bytes);
        }
    }

    private static ByteBuffer frame(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocateDirect(4 + payload.length).put((byte) 0x81);
        if (payload.length < SHORT) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) SHORT).putShort((short) payload.length);
        }
        return frame.put(payload).flip();
    }
}
