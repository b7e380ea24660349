package commuter.benchmarks.fanout;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One load.
 *
 * @param clients all get every event
 * @param together events published at once
 * @param perSecond how many times a second
 */
public record LoadRound(int clients, int together, double perSecond) {

    /**
     * What it cost.
     *
     * @param us processor time of the server for each event delivered, in microseconds
     * @param kernelUs what of it is the kernel's
     * @param missing events that did not come
     */
    public record Cost(double us, double kernelUs, double p50Ms, double p99Ms, long frames, long missing) {}

    /** Loads a server, first to warm up and then to measure. */
    public Cost measure(Server server, int warmUpSeconds, int seconds) throws IOException, InterruptedException {
        try (Clients crowd = Clients.connect(server, clients, together > 1)) {
            Thread.sleep(1000); // the last of them are still being subscribed
            publish(server, warmUpSeconds);
            Thread.sleep(500);
            var unused = crowd.received();
            ProcessCost cost = new ProcessCost(server.process());
            ProcessCost.Cpu before = cost.cpu();
            long published = publish(server, seconds);
            Thread.sleep(1000); // for what is still on its way
            ProcessCost.Cpu after = cost.cpu();
            Clients.Received received = crowd.received();
            return new Cost(
                    each(after.micros() - before.micros(), received.events()),
                    each(after.kernelMicros() - before.kernelMicros(), received.events()),
                    received.p50Ms(),
                    received.p99Ms(),
                    received.frames(),
                    published * clients - received.events());
        }
    }

    private static double each(long micros, long events) {
        return Math.round(100.0 * micros / Math.max(1, events)) / 100.0;
    }

    /** Publishes for so long; returns how many events. */
    long publish(Server server, int seconds) throws IOException, InterruptedException {
        long period = (long) (1_000_000_000 / perSecond);
        long begun = System.nanoTime();
        long times = Math.round(seconds * perSecond);
        for (long n = 0; n < times; n++) {
            server.publish(events());
            long wait = begun + (n + 1) * period - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
        }
        return times * together;
    }

    private List<String> events() {
        long now = Stamp.now();
        return IntStream.range(0, together).mapToObj(n -> Events.json(n, now)).toList();
    }
}
