package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another server, in its own process, which gets events directly, without Kafka. */
abstract class PeerServer implements Server {
    private final String name;
    private final int port;
    private final Process process;

    PeerServer(String name, int port, Path log, List<String> command) throws IOException {
        this.name = name;
        this.port = port;
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    private void awaitPort(int awaited) throws IOException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), awaited), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        close();
        throw new IOException(name + " does not start");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** A program that sends each line of its input to all clients. */
    static final class Lines extends PeerServer {
        private final String path;
        private final byte[] clientHandshake;

        private Lines(String name, String path, byte[] clientHandshake, int port, Path log, List<String> command)
                throws IOException {
            super(name, port, log, command);
            this.path = path;
            this.clientHandshake = clientHandshake;
        }

        static Lines bare(Path logs) throws IOException {
            int port = freePort();
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return new Lines(
                    "bare",
                    "/",
                    new byte[0],
                    port,
                    logs.resolve("bare.log"),
                    List.of(
                            java.toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareServer.class.getName(),
                            Integer.toString(port)));
        }

        static Lines ws(Path scripts, Path logs) throws IOException {
            int port = freePort();
            return new Lines(
                    "ws", "/", new byte[0], port, logs.resolve("ws.log"), node(scripts.resolve("ws.mjs"), port));
        }

        static Lines socketIo(Path scripts, Path logs) throws IOException {
            int port = freePort();
            return new Lines(
                    "socketio",
                    "/socket.io/?EIO=4&transport=websocket",
                    ClientHandshake.text("40"),
                    port,
                    logs.resolve("socketio.log"),
                    node(scripts.resolve("socketio.mjs"), port));
        }

        private static List<String> node(Path script, int port) {
            return List.of("node", script.toString(), Integer.toString(port));
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] hello(boolean batches) {
            return clientHandshake;
        }

        @Override
        public void publish(List<String> events) throws IOException {
            input().write((String.join("\n", events) + "\n").getBytes(UTF_8));
            input().flush();
        }
    }

    /** NATS with its WebSocket; events are sent with its own protocol. */
    static final class Nats extends PeerServer {
        private static final String HELLO = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB bench 1\r\n";
        private final Socket publisher;

        private Nats(int port, int clientPort, Path log, Path configuration) throws IOException {
            super("nats", port, log, List.of("nats-server", "-c", configuration.toString()));
            publisher = new Socket(InetAddress.getLoopbackAddress(), clientPort);
            publisher.setTcpNoDelay(true);
            publisher.getOutputStream().write("CONNECT {\"verbose\":false}\r\n".getBytes(UTF_8));
        }

        static Nats start(Path folder) throws IOException {
            int port = freePort();
            int clientPort = freePort();
            Path configuration = Files.writeString(
                    folder.resolve("nats.conf"),
                    "host: 127.0.0.1\nport: " + clientPort
                            + "\nmax_connections: 30000\nwebsocket {\n  host: 127.0.0.1\n  port: " + port
                            + "\n  no_tls: true\n}\n");
            return new Nats(port, clientPort, folder.resolve("nats.log"), configuration);
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public byte[] hello(boolean batches) {
            return ClientHandshake.binary(HELLO);
        }

        @Override
        public void publish(List<String> events) throws IOException {
            StringBuilder all = new StringBuilder();
            events.forEach(event -> all.append("PUB bench ")
                    .append(event.getBytes(UTF_8).length)
                    .append("\r\n")
                    .append(event)
                    .append("\r\n"));
            publisher.getOutputStream().write(all.toString().getBytes(UTF_8));
        }
    }

    /** nginx with Nchan; events are sent with HTTP. */
    static final class Nchan extends PeerServer {
        private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

        private final Socket publisher;
        private final InputStream answers;

        private Nchan(int port, Path folder, Path configuration) throws IOException {
            super(
                    "nchan",
                    port,
                    folder.resolve("nchan.log"),
                    List.of("nginx", "-p", folder.toString(), "-c", configuration.toString(), "-g", "daemon off;"));
            publisher = new Socket(InetAddress.getLoopbackAddress(), port);
            publisher.setTcpNoDelay(true);
            answers = new BufferedInputStream(publisher.getInputStream());
        }

        static boolean isInstalled() {
            return Files.exists(MODULE);
        }

        static Nchan start(Path folder) throws IOException {
            int port = freePort();
            Path configuration = Files.writeString(
                    folder.resolve("nchan.conf"),
                    "user root;\nworker_processes 2;\nworker_rlimit_nofile 20000;\npid " + folder.resolve("nginx.pid")
                            + ";\nload_module " + MODULE + ";\nerror_log stderr warn;\n"
                            + "events { worker_connections 10000; }\nhttp {\n  access_log off;\n  keepalive_requests 1000000;\n"
                            // After its time-outs for HTTP, of a minute, it closes WebSockets whose clients send
                            // nothing.
                            + "  client_header_timeout 1h;\n  client_body_timeout 1h;\n  keepalive_timeout 1h;\n  send_timeout 1h;\n"
                            + "  nchan_max_reserved_memory 256M;\n  server {\n    listen 127.0.0.1:" + port + ";\n"
                            + "    location = /pub { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 200; }\n"
                            + "    location = /sub { nchan_subscriber websocket; nchan_channel_id bench;"
                            + " nchan_subscriber_first_message newest; }\n  }\n}\n");
            return new Nchan(port, folder, configuration);
        }

        @Override
        public String path() {
            return "/sub";
        }

        @Override
        public byte[] hello(boolean batches) {
            return new byte[0];
        }

        @Override
        public void publish(List<String> events) throws IOException {
            StringBuilder all = new StringBuilder();
            events.forEach(
                    event -> all.append("POST /pub HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
                            .append("Content-Length: ")
                            .append(event.getBytes(UTF_8).length)
                            .append("\r\n\r\n")
                            .append(event));
            publisher.getOutputStream().write(all.toString().getBytes(UTF_8));
            answers.skipNBytes(answers.available());
        }
    }
}
