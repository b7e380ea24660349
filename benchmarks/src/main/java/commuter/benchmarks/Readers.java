package commuter.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that call the same address again and again, each one call after the other, all at once. */
final class Readers implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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

    /** How long one call takes. */
    Duration call(HttpRequest request) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (answer.statusCode() != OK) {
            throw new WrongResultException(request.uri() + " answered with " + answer.statusCode());
        }
        return took;
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
