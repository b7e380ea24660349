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
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A process with many WebSocket clients that only count frames, and that support permessage-deflate like browsers.
 * Arguments: port, path, number of clients, whether they read, and the first message of each (hexadecimal, as it is
 * sent). It prints {@code ready} when all have been answered. For each line of its input it prints {@code events frames
 * p50 p99} since the line before.
 */
public final class ClientProcess {
    static final String READING = "reading";
    static final String STALLED = "stalled";
    private static final int SMALLEST_WINDOW = 4096;

    private final Selector selector;
    private final boolean stalled;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final byte[] bytes = new byte[1 << 18];
    private volatile Counts counts = new Counts();

    private ClientProcess(boolean stalled) throws IOException {
        this.stalled = stalled;
        selector = Selector.open();
    }

    /** What was received since the last line of the input. */
    static final class Counts {
        private final Latencies latencies = new Latencies();
        private long frames;

        void frame() {
            frames++;
        }

        void event(long publishedMicros, long nowMicros) {
            latencies.add(nowMicros - publishedMicros);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d %d %.2f %.2f",
                    latencies.total(),
                    frames,
                    latencies.percentile(50),
                    latencies.percentile(99));
        }
    }

    public static void main(String... arguments) throws IOException {
        ClientProcess clientProcess = new ClientProcess(arguments[3].equals(STALLED));
        int clients = Integer.parseInt(arguments[2]);
        byte[] hello = arguments.length > 4 ? HexFormat.of().parseHex(arguments[4]) : new byte[0];
        for (int i = 0; i < clients; i++) {
            clientProcess.connect(Integer.parseInt(arguments[0]), arguments[1], hello);
        }
        System.out.println("ready");
        Thread listener = new Thread(clientProcess::answer, "questions");
        listener.setDaemon(true);
        listener.start();
        clientProcess.run();
    }

    private void connect(int port, String path, byte[] hello) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (stalled) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALLEST_WINDOW);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        send(channel, handshake(path).getBytes(US_ASCII));
        String answer = "";
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!answer.endsWith("\r\n\r\n")) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("The server hung up after: " + answer);
            }
            answer += (char) one.get(0);
        }
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException(
                    "The server answered: " + answer.lines().findFirst().orElse(""));
        }
        send(channel, hello);
        channel.configureBlocking(false);
        channel.register(selector, stalled ? 0 : SelectionKey.OP_READ, new FrameCounter());
    }

    private static String handshake(String path) {
        return String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==",
                "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "",
                "");
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            int unused = channel.write(all);
        }
    }

    private void run() throws IOException {
        while (true) {
            selector.select();
            long now = Stamp.now();
            for (SelectionKey key : selector.selectedKeys()) {
                read(key, now);
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SelectionKey key, long now) throws IOException {
        buffer.clear();
        int count = ((SocketChannel) key.channel()).read(buffer);
        if (count < 0) {
            throw new IOException("The server hung up");
        }
        buffer.flip().get(bytes, 0, count);
        ((FrameCounter) key.attachment()).count(bytes, count, now, counts);
    }

    private void answer() {
        try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            while (questions.readLine() != null) {
                Counts before = counts;
                counts = new Counts();
                System.out.println(before);
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        System.exit(0);
    }
}
