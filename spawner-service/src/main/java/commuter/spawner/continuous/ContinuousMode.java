package commuter.spawner.continuous;

import commuter.spawner.publishing.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each passenger when the demand clock reaches their time, until it is stopped. While Kafka is down it waits,
 * logs this once, and then continues after the last published passengers. Thread-safe.
 */
public final class ContinuousMode {
    private static final Logger log = LoggerFactory.getLogger(ContinuousMode.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

    private final SessionFactory sessions;
    private final ClockSetting setting;

    private @Nullable Thread worker;
    private volatile boolean stopped;
    private volatile @Nullable SpawnSession session;
    private volatile @Nullable Instant waitingSince;
    private boolean outageLogged;

    public ContinuousMode(SessionFactory sessions) {
        this.sessions = sessions;
        this.setting = sessions.setting();
    }

    public synchronized boolean isRunning() {
        return worker != null && worker.isAlive();
    }

    /** Continues where it was stopped, or starts at the time of the setting. */
    public synchronized void start() {
        if (!isRunning()) {
            stopped = false;
            worker = new Thread(this::work, "continuous-mode");
            worker.start();
        }
    }

    /**
     * Publishes no more passengers after this method returns; the other instances of the group take over.
     *
     * @throws KafkaUnavailableException when Kafka does not finish in time; it stops nevertheless
     */
    public synchronized void stop() throws InterruptedException {
        Thread running = worker;
        if (running == null) {
            return;
        }
        stopped = true;
        SpawnSession current = session;
        if (current != null) {
            current.stop();
        }
        running.join(STOPPED_WITHIN.toMillis());
        if (running.isAlive()) {
            running.interrupt();
            throw new KafkaUnavailableException("Kafka has not finished the last step within "
                    + STOPPED_WITHIN.toSeconds() + " s; either all passengers of it were published, or none");
        }
        worker = null;
        log.info("Stopped publishing");
    }

    /** The demand clock's time now, or if it were started now for the first time. */
    public Instant now() {
        SpawnSession current = session;
        return current == null
                ? setting.firstStart(setting.real().instant())
                : current.clock().now();
    }

    /** How far publishing is behind the clock, in real time. */
    public Duration lag() {
        SpawnSession current = session;
        Instant waiting = waitingSince;
        if (waiting != null) {
            return Duration.between(waiting, setting.real().instant());
        }
        return current == null || !isRunning() ? Duration.ZERO : current.lag();
    }

    private void work() {
        while (!stopped) {
            try (SpawnSession opened = sessions.open()) {
                session = opened;
                if (stopped) {
                    return;
                }
                logBegin(opened);
                opened.run(this::logRecovery);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                logOutage(e);
                pause();
            } catch (RuntimeException e) {
                log.error("Continuous mode ends: {}", e.getMessage(), e);
                return;
            }
        }
    }

    private void logBegin(SpawnSession opened) {
        if (waitingSince == null) {
            Instant now = opened.clock().now();
            log.info(
                    "Publishing passengers: it is {} on the demand clock, which runs {} times as fast as real time, and"
                            + " about {} come in such an hour to the whole network",
                    now.atZone(setting.zone()).toLocalDateTime().withNano(0),
                    setting.speed(),
                    Math.round(sessions.demand().lambdaPerHour(now)));
        }
    }

    /** A failure after which the next attempt succeeds is not an outage. */
    private void logOutage(KafkaException e) {
        Instant now = setting.real().instant();
        Instant since = waitingSince == null ? now : waitingSince;
        waitingSince = since;
        if (!outageLogged && !stopped && since.plus(PATIENCE).isBefore(now)) {
            outageLogged = true;
            log.warn("Kafka does not take passengers: {}. They wait and none is given up", e.getMessage());
        } else {
            log.debug("Kafka does not take passengers", e);
        }
    }

    private void logRecovery() {
        Instant since = waitingSince;
        if (since != null && outageLogged) {
            log.info(
                    "Kafka takes passengers again after {} s; those who have appeared meanwhile are being published",
                    Duration.between(since, setting.real().instant()).toSeconds());
        }
        waitingSince = null;
        outageLogged = false;
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
