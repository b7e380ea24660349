package commuter.benchmarks.fanout;

import java.io.IOException;

/** The effect of clients that do not read on the others. */
public final class StalledClients {
    private static final LoadRound LOAD = new LoadRound(900, 1, 50);
    private static final int OTHERS = 100;
    private static final int TIMES = 4;

    private StalledClients() {}

    /**
     * Latency of 900 clients.
     *
     * @param p99Ms while 100 more read like them
     * @param p99StalledMs while 100 more do not read at all
     * @param grownBytes growth of the server's memory at the end
     */
    public record Effect(double p99Ms, double p99StalledMs, long grownBytes) {}

    /** Measures both alternately, and takes the better result of each, which was disturbed least. */
    public static Effect measure(Server server, int warmUpSeconds, int seconds)
            throws IOException, InterruptedException {
        ProcessCost cost = new ProcessCost(server.process());
        double alone = Double.MAX_VALUE;
        double beside = Double.MAX_VALUE;
        try (Clients connected = Clients.connect(server, LOAD.clients(), false)) {
            LOAD.publish(server, warmUpSeconds);
            long before = cost.residentBytes();
            for (int i = 0; i < TIMES; i++) {
                alone = Math.min(alone, p99(connected, Clients.connect(server, OTHERS, false), server, seconds));
                beside = Math.min(beside, p99(connected, Clients.connectStalled(server, OTHERS), server, seconds));
            }
            return new Effect(alone, beside, cost.residentBytes() - before);
        }
    }

    private static double p99(Clients connected, Clients others, Server server, int seconds)
            throws IOException, InterruptedException {
        try {
            Thread.sleep(500); // the last of the others are still being subscribed
            var unused = connected.received();
            LOAD.publish(server, seconds);
            Thread.sleep(500);
            return connected.received().p99Ms();
        } finally {
            others.close();
        }
    }
}
