package commuter.benchmarks.fanout;

import java.io.IOException;

/** What clients who do not read do to the others. */
public final class StalledClients {
    private static final LoadRound LOAD = new LoadRound(900, 1, 50);
    private static final int OTHERS = 100;
    private static final int TIMES = 4;

    private StalledClients() {}

    /**
     * Latency of 900 clients.
     *
     * @param p99Ms while 100 more read as they do
     * @param p99StalledMs while 100 more do not read at all
     * @param grownBytes how much more memory the server occupied at the end
     */
    public record Effect(double p99Ms, double p99StalledMs, long grownBytes) {}

    /** Measures both in turn, and takes the better of each, which the machine disturbed least. */
    public static Effect measure(Server server, int warmUpSeconds, int seconds)
            throws IOException, InterruptedException {
        ProcessCost cost = new ProcessCost(server.process());
        double alone = Double.MAX_VALUE;
        double beside = Double.MAX_VALUE;
        try (Clients crowd = Clients.connect(server, LOAD.clients(), false)) {
            LOAD.publish(server, warmUpSeconds);
            long before = cost.residentBytes();
            for (int i = 0; i < TIMES; i++) {
                alone = Math.min(alone, p99(crowd, Clients.connect(server, OTHERS, false), server, seconds));
                beside = Math.min(beside, p99(crowd, Clients.connectStalled(server, OTHERS), server, seconds));
            }
            return new Effect(alone, beside, cost.residentBytes() - before);
        }
    }

    private static double p99(Clients crowd, Clients others, Server server, int seconds)
            throws IOException, InterruptedException {
        try {
            Thread.sleep(500); // the last of the others are still being subscribed
            var unused = crowd.received();
            LOAD.publish(server, seconds);
            Thread.sleep(500);
            return crowd.received().p99Ms();
        } finally {
            others.close();
        }
    }
}
