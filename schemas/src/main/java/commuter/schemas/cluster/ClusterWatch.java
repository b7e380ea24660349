package commuter.schemas.cluster;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Looks every few seconds whether Kafka can be reached, whether each broker that was there still is, and whether all
 * partitions have the replicas without which nothing is acknowledged. It logs what changes; Kafka's own clients tell
 * each failed attempt instead, and never what it means. Thread-safe.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int ANSWERED_WITHIN_MS = 10_000;

    private final Admin admin;
    private final ClusterLook look;
    private final Obstacles obstacles = new Obstacles(System::nanoTime);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(ClusterWatch::daemon);

    private final Duration every;

    /** @param clients settings of Kafka's clients */
    public ClusterWatch(Map<String, Object> clients) {
        this(clients, Topics.ALL.stream().map(Topic::name).toList(), EVERY);
    }

    /** Watches other topics, at another pace. */
    public ClusterWatch(Map<String, Object> clients, List<String> topics, Duration every) {
        this.every = every;
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERED_WITHIN_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERED_WITHIN_MS / 2);
        admin = Admin.create(settings);
        look = new ClusterLook(admin, String.valueOf(clients.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)), topics);
    }

    /** Begins to look, once the service has started: until then it says itself what it lacks. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(
                () -> obstacles.update(look.obstacles()), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What keeps Kafka from being used: descriptions by what is the matter. Empty when all is well, and before the
     * first look.
     */
    public Map<String, String> obstacles() {
        return obstacles.current();
    }

    /** How long the oldest obstacle has lasted; zero when there is none. */
    public Duration oldestObstacle() {
        return obstacles.oldest();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kafka-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
