package commuter.reservoir.repository.strapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import commuter.reservoir.repository.RepositoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger reading = new AtomicInteger();

    @AfterEach
    void stop() {
        end.countDown();
        callers.shutdownNow();
    }

    @Test
    void noMoreAreReadAtOnceThanMayBeAndThoseWhoWaitGetTheirTurn() {
        Bulkhead bulkhead = new Bulkhead(2, 10, LONG);
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            reads.add(begin(bulkhead));
        }
        await().untilAtomic(reading, is(2));

        end.countDown();

        assertThat(reads).extracting(CompletableFuture::join).allMatch(atOnce -> atOnce <= 2);
    }

    @Test
    void whoFindsEnoughOthersWaitingIsRefusedAtOnceAndWhoWaitsInVainAfterAWhile() {
        Bulkhead full = new Bulkhead(1, 0, LONG);
        Bulkhead slow = new Bulkhead(1, 1, Duration.ofMillis(10));
        CompletableFuture<Integer> first = begin(full);
        CompletableFuture<Integer> second = begin(slow);
        await().untilAtomic(reading, is(2));

        for (Bulkhead bulkhead : List.of(full, slow)) {
            assertThatThrownBy(() -> bulkhead.read(() -> 0)).isInstanceOf(RepositoryException.Busy.class);
        }
        end.countDown();
        assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(LONG);
        assertThat(full.read(() -> 7)).isEqualTo(7);
    }

    @Test
    void aReadThatFailsGivesItsPlaceBack() {
        Bulkhead bulkhead = new Bulkhead(1, 0, LONG);
        assertThatThrownBy(() -> bulkhead.read(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(bulkhead.read(() -> 7)).isEqualTo(7);
    }

    /** A read that lasts until the end of the test. It completes with the number of reads at the time when it began. */
    private CompletableFuture<Integer> begin(Bulkhead bulkhead) {
        return CompletableFuture.supplyAsync(
                () -> bulkhead.read(() -> {
                    int atOnce = reading.incrementAndGet();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    reading.decrementAndGet();
                    return atOnce;
                }),
                callers);
    }
}
