package commuter.access;

import commuter.access.AccessSettings.KeySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of keys repeatedly, and applies its keys when it has changed. While the file cannot be used, the keys
 * that were read last stay valid. It is a bean if there is such a file. Thread-safe.
 */
public final class KeyFileWatch implements AutoCloseable {
    /** A change applies when it has been read twice, because a file may be read while it is being written. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(KeyFileWatch.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "key-file");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AccessSettings settings;
    private final KeyFile file;
    private final Authenticator authenticator;
    private Reading last;
    private Reading settled;
    private Map<String, KeySettings> keys = Map.of();
    private volatile @Nullable Problem problem;

    /**
     * Why the file cannot be used.
     *
     * @param since when this was first seen
     */
    public record Problem(String text, Instant since) {}

    /** The content of the file, or the reason why it cannot be read. */
    private record Reading(
            @Nullable String content, @Nullable String problem) {
        static Reading of(KeyFile file) {
            try {
                return new Reading(file.content(), null);
            } catch (KeyFile.UnusableException e) {
                return new Reading(null, e.getMessage());
            }
        }
    }

    private KeyFileWatch(AccessSettings settings, KeyFile file, Authenticator authenticator) {
        this.settings = settings;
        this.file = file;
        this.authenticator = authenticator;
        this.last = Reading.of(file);
        this.settled = last;
    }

    /**
     * Reads the file and starts to watch it.
     *
     * @throws UnsafeStartException when it cannot be used
     */
    static KeyFileWatch begin(AccessSettings settings, Authenticator authenticator) {
        return begin(settings, authenticator, INTERVAL);
    }

    static KeyFileWatch begin(AccessSettings settings, Authenticator authenticator, Duration interval) {
        KeyFile file = new KeyFile(settings.keyFile());
        KeyFileWatch watch = new KeyFileWatch(settings, file, authenticator);
        try {
            watch.use(watch.settled);
        } catch (KeyFile.UnusableException e) {
            throw new UnsafeStartException(AccessSettings.PREFIX + ".key-file: " + file.path() + ' ' + e.getMessage());
        }
        var unused = watch.thread.scheduleWithFixedDelay(
                watch::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    public Path file() {
        return file.path();
    }

    /** Empty while the valid keys are those of the file. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        Reading now = Reading.of(file);
        boolean same = now.equals(last);
        last = now;
        if (!same || now.equals(settled)) {
            return;
        }
        settled = now;
        Map<String, KeySettings> before = keys;
        try {
            use(now);
            problem = null;
            log.info(
                    "{} has been read again; keys that were added, removed or changed: {}",
                    file.path(),
                    changed(before));
        } catch (KeyFile.UnusableException e) {
            problem = new Problem(file.path() + " " + e.getMessage(), Instant.now());
            log.error(
                    "{} {}. The keys that were read from it before stay valid until it is corrected, which needs no restart",
                    file.path(),
                    e.getMessage());
        }
    }

    private void use(Reading reading) throws KeyFile.UnusableException {
        if (reading.content() == null) {
            throw new KeyFile.UnusableException(String.valueOf(reading.problem()));
        }
        try {
            Map<String, KeySettings> read = KeyFile.keys(reading.content());
            authenticator.replaceKeys(new ApiKeys(settings.with(read).keys()));
            keys = read;
        } catch (SettingsException e) {
            throw new KeyFile.UnusableException("cannot be used: " + e.getMessage());
        } catch (RuntimeException e) {
            // A bug must not end the watch. Its message could repeat the content of the file, so only its class is
            // logged.
            throw new KeyFile.UnusableException(
                    "cannot be used: " + e.getClass().getName());
        }
    }

    private Set<String> changed(Map<String, KeySettings> before) {
        Set<String> names = new TreeSet<>(keys.keySet());
        names.addAll(before.keySet());
        names.removeIf(name -> Objects.equals(keys.get(name), before.get(name)));
        return names;
    }
}
