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
 * Checks every few seconds whether Kafka can be reached, whether each known broker is still there, and whether all
 * partitions have enough replicas in sync for writes to be acknowledged. It logs changes. Kafka's own clients log each
 * failed attempt instead, and not what it means. Thread-safe.
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

    /** Watches other topics, at another interval. */
    public ClusterWatch(Map<String, Object> clients, List<String> topics, Duration every) {
        this.every = every;
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERED_WITHIN_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERED_WITHIN_MS / 2);
        admin = Admin.create(settings);
        look = new ClusterLook(admin, String.valueOf(clients.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)), topics);
    }

    /** Starts the checks once the service has started. Before that, the service itself reports what is missing. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(
                () -> obstacles.update(look.obstacles()), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The problems that keep Kafka from being used: descriptions by subject. Empty when there are none, and before the
     * first check.
     */
    public Map<String, String> obstacles() {
        return obstacles.current();
    }

    /** How long the oldest problem has lasted; zero when there is none. */
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
