package commuter.spawner.seeding;

import commuter.spawner.demand.Demand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seedings requested over HTTP, which run one after the other; the last ones are remembered. Thread-safe. */
public final class SeedJobs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SeedJobs.class);
    private static final int REMEMBERED = 100;

    /** A Kafka that is down is waited for. This is only how often the wait checks whether to stop. */
    private static final Duration LOOK_UP = Duration.ofDays(1);

    private final Seeder seeder;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "seeding"));
    private final Map<String, SeedJob> jobs = new LinkedHashMap<>();

    public SeedJobs(Seeder seeder) {
        this.seeder = seeder;
    }

    /**
     * Starts one.
     *
     * @param warnings are returned with its progress
     * @throws commuter.spawner.publishing.KafkaUnavailableException when the topics do not exist yet
     */
    synchronized SeedJob start(SeedSlice slice, Demand demand, List<String> warnings) {
        seeder.publisher().requireOpen();
        SeedJob job = new SeedJob(UUID.randomUUID().toString(), slice, demand.seed(), slice.explain(demand), warnings);
        jobs.put(job.id(), job);
        if (jobs.size() > REMEMBERED) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        Future<?> unused = worker.submit(() -> work(job, slice, demand));
        return job;
    }

    synchronized Optional<SeedJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Stops the running seeding. Seeding the same again completes it. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void work(SeedJob job, SeedSlice slice, Demand demand) {
        try {
            long refused = seeder.publisher().refused();
            seeder.seed(slice, demand, job::addPublished);
            long unused = seeder.publisher().awaitAcknowledged(LOOK_UP);
            seeder.publisher().requireNoneRefused(refused);
            job.finish();
        } catch (InterruptedException | RuntimeException e) {
            log.warn("Seeding {} ended early: {}. To seed the same again completes it", job.id(), e.getMessage());
            job.fail(e.getMessage());
        }
    }
}
