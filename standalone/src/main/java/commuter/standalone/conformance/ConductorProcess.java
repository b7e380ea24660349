package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The client as a process: lines go to its standard input and come from its standard output. What it writes to its
 * standard error is passed on. Thread-safe.
 */
final class ConductorProcess implements AutoCloseable {
    private static final int MOST_LINES = 10_000;

    private final Process process;
    private final Writer input;
    private final List<String> lines = new ArrayList<>();
    private final Thread output;

    private ConductorProcess(Process process, Consumer<String> errors) {
        this.process = process;
        this.input = process.outputWriter(UTF_8);
        this.output = pump(process.inputReader(UTF_8), this::add);
        pump(process.errorReader(UTF_8), errors);
    }

    /**
     * Starts it, with the address of Kafka in its environment.
     *
     * @param errors takes the lines of its standard error, on another thread
     * @throws IOException when there is no such program
     */
    static ConductorProcess start(List<String> command, String bootstrapServers, Consumer<String> errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KAFKA_BOOTSTRAP", bootstrapServers);
        return new ConductorProcess(builder.start(), errors);
    }

    /** A client that has ended misses it, which {@link #hasEnded} tells. */
    void send(String line) {
        try {
            input.write(line + '\n');
            input.flush();
        } catch (IOException e) {
            // The pipe is broken.
        }
    }

    /** What it has written until now. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Whether it has ended and all its lines are here. */
    boolean hasEnded() {
        return !process.isAlive() && !output.isAlive();
    }

    /** How it ended; to be called when it has. */
    int status() {
        return process.exitValue();
    }

    /** Ends its input, and waits until it ends by itself; returns whether it does. */
    boolean finish(Duration patience) throws InterruptedException {
        try {
            input.close();
        } catch (IOException e) {
            // It has ended already.
        }
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        output.join(patience.toMillis());
        return ended;
    }

    /** Kills it at once, with all processes that it has started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }

    private void add(String line) {
        synchronized (lines) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }
    }

    private static Thread pump(BufferedReader reader, Consumer<String> taker) {
        Thread thread = new Thread(
                () -> {
                    try (reader) {
                        reader.lines().forEach(taker);
                    } catch (IOException | UncheckedIOException e) {
                        // The process was killed.
                    }
                },
                "client");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
