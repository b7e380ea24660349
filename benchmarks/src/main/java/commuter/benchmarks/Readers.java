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
 * Clients that call the same address again and again, each one call after the other, all at once. They share the
 * processors with what they measure, so they use the JDK's old client: it costs a third of its newer one, which hands
 * each call from thread to thread.
 */
final class Readers implements AutoCloseable {
    private static final int OK = 200;

    static {
        // Connections that are kept for the next call; fewer, and a crowd would measure how they are opened.
        System.setProperty("http.maxConnections", "200");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * What a crowd of clients saw.
     *
     * @param calls how long each took
     * @param took from the first call to the last answer
     */
    record Crowd(List<Duration> calls, Duration took) {
        double perSecond() {
            return calls.size() / (took.toNanos() / 1e9);
        }

        double p50() {
            return Median.of(calls);
        }
    }

    Crowd crowd(int clients, int callsEach, HttpRequest request) throws InterruptedException {
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
        return new Crowd(all, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Calls for at least so long. */
    void warmUp(Duration atLeast, int clients, HttpRequest request) throws InterruptedException {
        long until = System.nanoTime() + atLeast.toNanos();
        while (System.nanoTime() < until) {
            Crowd unused = crowd(clients, 100, request);
        }
    }

    /** How long one call takes. */
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
