package commuter.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that call the same address repeatedly, each one call after the other, all at the same time. They share the
 * processors with what they measure. So they use the JDK's old client, which costs a third of the newer one, because
 * that passes each call from thread to thread.
 */
final class Readers implements AutoCloseable {
    private static final int OK = 200;

    static {
        // Idle connections that are kept for the next call. With fewer, the cost of opening connections would be
        // measured.
        System.setProperty("http.maxConnections", "200");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * The measurements of many clients.
     *
     * @param calls the duration of each call
     * @param took from the first call to the last answer
     */
    record Measurements(List<Duration> calls, Duration took) {
        double perSecond() {
            return calls.size() / (took.toNanos() / 1e9);
        }

        double p50() {
            return Median.of(calls);
        }
    }

    Measurements callFrom(int clients, int callsEach, HttpRequest request) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Duration>>> running = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            running.add(threads.submit(() -> {
                start.await();
                List<Duration> calls = new ArrayList<>(callsEach);
                for (int n = 0; n < callsEach; n++) {
                    calls.add(call(request));
                }
                return calls;
            }));
        }
        long begun = System.nanoTime();
        start.countDown();
        List<Duration> all = new ArrayList<>();
        for (Future<List<Duration>> client : running) {
            all.addAll(get(client));
        }
        return new Measurements(all, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Calls for at least this time. */
    void warmUp(Duration atLeast, int clients, HttpRequest request) throws InterruptedException {
        long until = System.nanoTime() + atLeast.toNanos();
        while (System.nanoTime() < until) {
            Measurements unused = callFrom(clients, 100, request);
        }
    }

    /** The duration of one call. */
    Duration call(HttpRequest request) throws IOException {
        long begun = System.nanoTime();
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
        request.headers().map().forEach((name, values) -> connection.setRequestProperty(name, values.get(0)));
        if (connection.getResponseCode() != OK) {
            throw new WrongResultException(request.uri() + " answered with " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
            long unused = body.transferTo(OutputStream.nullOutputStream());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
