package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two instances and clients that vanish, stall and come back; 5 minutes with {@code -Dcommuter.soak=true}. */
class SoakTest {
    private static final int CLIENTS = 20;
    private static final Duration LENGTH =
            Boolean.getBoolean("commuter.soak") ? Duration.ofMinutes(5) : Duration.ofSeconds(8);

    @Test
    void everyClientEndsWithWhoReallyWaitsAndHasSeenEachSequenceOnce() throws Exception {
        try (Reservoirs lists = new Reservoirs();
                Notifier one = Notifier.start(lists.setting(), "--commuter.notifier.queue-size=64KB");
                Notifier two = Notifier.start(
                        lists.setting(), "--commuter.notifier.queue-size=64KB", "--commuter.notifier.memory=64KB");
                Log log = new Log()) {
            SimulatedReservoirs truth = new SimulatedReservoirs(lists);
            long end = System.nanoTime() + LENGTH.toNanos();
            List<RestlessClient> clients = new ArrayList<>();
            for (int seed = 0; seed < CLIENTS; seed++) {
                clients.add(new RestlessClient(List.of(one, two), truth, end, seed));
            }
            ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Future<Void>> running =
                        clients.stream().map(threads::submit).toList();
                while (System.nanoTime() - end < 0) {
                    truth.step(log);
                }
                truth.finish(log);
                for (Future<Void> client : running) {
                    client.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(clients).allSatisfy(client -> assertThat(client.visits()).isGreaterThan(3));
        }
    }
}
