package commuter.benchmarks.fanout;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One load.
 *
 * @param clients all get every event
 * @param together number of events published at once
 * @param perSecond how many times a second they are published
 */
public record LoadRound(int clients, int together, double perSecond) {

    /**
     * The cost.
     *
     * @param us processor time of the server for each delivered event, in microseconds
     * @param kernelUs the kernel's share of it
     * @param missing number of events that were not received
     */
    public record Cost(double us, double kernelUs, double p50Ms, double p99Ms, long frames, long missing) {}

    /** Puts load on a server, first for the warm-up and then for the measurement. */
    public Cost measure(Server server, int warmUpSeconds, int seconds) throws IOException, InterruptedException {
        try (Clients connected = Clients.connect(server, clients, together > 1)) {
            Thread.sleep(1000); // the last of them are still being subscribed
            publish(server, warmUpSeconds);
            Thread.sleep(500);
            var unused = connected.received();
            ProcessCost cost = new ProcessCost(server.process());
            ProcessCost.Cpu before = cost.cpu();
            long published = publish(server, seconds);
            Thread.sleep(1000); // for events that are still in transit
            ProcessCost.Cpu after = cost.cpu();
            Clients.Received received = connected.received();
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

    /** Publishes for this time; returns the number of events. */
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
