package commuter.standalone.stats;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the events and results, and computes stats for display. Keeps live passengers only. Thread-safe. */
public final class LiveStats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStats.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RATE_WINDOW_NANOS = Duration.ofSeconds(5).toNanos();

    private final String bootstrapServers;
    private final Thread thread = new Thread(this::follow, "live-stats");
    private volatile boolean open = true;

    private final Map<String, PassengerStatus> live = new HashMap<>();
    private final Deque<Long> recentEvents = new ArrayDeque<>();
    private long spawned;
    private long onBoard;
    private long alighted;
    private long rejected;

    private LiveStats(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        thread.setDaemon(true);
    }

    public static LiveStats follow(String bootstrapServers) {
        LiveStats stats = new LiveStats(bootstrapServers);
        stats.thread.start();
        return stats;
    }

    public synchronized PipelineStats now() {
        forgetOld(System.nanoTime());
        double perSecond = recentEvents.size()
                / (double) Duration.ofNanos(RATE_WINDOW_NANOS).toSeconds();
        return new PipelineStats(spawned, live.size() - onBoard, onBoard, alighted, rejected, perSecond);
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }

    private void follow() {
        try (CommittedTopicReader reader = CommittedTopicReader.fromBeginning(
                bootstrapServers, List.of(Topics.LIFECYCLE, Topics.COMMAND_RESULTS))) {
            while (open) {
                reader.poll(POLL).forEach(this::count);
            }
        } catch (KafkaException e) {
            if (open) {
                LOG.warn("The live stats end here", e);
            }
        }
    }

    private synchronized void count(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(Topics.COMMAND_RESULTS.name())) {
            CommandResult result = Json.read(message.value(), CommandResult.class);
            rejected += result.outcome() == Outcome.REJECTED ? 1 : 0;
        } else {
            count(Json.read(message.value(), PassengerEvent.class));
        }
    }

    private void count(PassengerEvent event) {
        Passenger passenger = event.passenger();
        PassengerStatus status = passenger.status();
        PassengerStatus before =
                status.isLive() ? live.put(passenger.passengerId(), status) : live.remove(passenger.passengerId());
        onBoard += (status == PassengerStatus.BOARDED ? 1 : 0) - (before == PassengerStatus.BOARDED ? 1 : 0);
        spawned += event.type() == EventType.SPAWNED ? 1 : 0;
        alighted += event.type() == EventType.ALIGHTED ? 1 : 0;
        long now = System.nanoTime();
        recentEvents.addLast(now);
        forgetOld(now);
    }

    private void forgetOld(long now) {
        while (!recentEvents.isEmpty() && now - recentEvents.getFirst() > RATE_WINDOW_NANOS) {
            recentEvents.removeFirst();
        }
    }
}
