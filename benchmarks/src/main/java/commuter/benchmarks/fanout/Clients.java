package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Many clients in their own process. */
public final class Clients implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;

    private Clients(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.questions = process.getOutputStream();
    }

    /** What all clients together have received. */
    record Received(long events, long frames, double p50Ms, double p99Ms) {}

    /** Connects clients; returns when each has sent its first message. */
    public static Clients connect(Server server, int clients, boolean batches) throws IOException {
        return start(server, clients, ClientProcess.READING, server.hello(batches));
    }

    /** The same for clients that then read nothing, with the smallest possible socket buffers. */
    static Clients connectStalled(Server server, int clients) throws IOException {
        return start(server, clients, ClientProcess.STALLED, server.hello(false));
    }

    private static Clients start(Server server, int clients, String manner, byte[] hello) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientProcess.class.getName(),
                        Integer.toString(server.port()),
                        server.path(),
                        Integer.toString(clients),
                        manner,
                        HexFormat.of().formatHex(hello)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Clients clientProcess = new Clients(process);
        if (!"ready".equals(clientProcess.answers.readLine())) {
            clientProcess.close();
            throw new IOException(clients + " clients cannot connect to " + server.name());
        }
        return clientProcess;
    }

    /** What has been received since the last call. */
    Received received() throws IOException {
        questions.write('\n');
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The clients are gone");
        }
        String[] fields = line.split(" ", -1);
        return new Received(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
