package commuter.standalone;

import commuter.standalone.conductor.Conductor;
import commuter.standalone.stats.EventFeed;
import commuter.standalone.stats.LiveStats;
import commuter.standalone.stats.PipelineStats;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of the command, from the first part's start to the last one's stop. */
final class Run {
    private final Pipeline pipeline;
    private final Terminal terminal;
    private final @Nullable Integer seconds;
    private final boolean json;
    private final Thread hook = new Thread(this::interrupt, "ctrl-c");
    private volatile boolean interrupted;
    private volatile @Nullable LiveStats live;

    /** @param seconds how long passengers are spawned; null means until Ctrl-C */
    Run(Pipeline pipeline, Terminal terminal, @Nullable Integer seconds, boolean json) {
        this.pipeline = pipeline;
        this.terminal = terminal;
        this.seconds = seconds;
        this.json = json;
    }

    /**
     * Runs to the end.
     *
     * @return 0 when everything went well, 1 when the counts do not match
     */
    int call() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work();
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (interrupted) {
                // Everything is being stopped, so calls fail; the shutdown hook ends the process.
                hook.join();
            }
            throw e;
        } finally {
            pipeline.stop(terminal);
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private int work() throws IOException, InterruptedException {
        terminal.say("Data and logs: " + pipeline.data().root());
        pipeline.start(terminal);
        EventFeed events = EventFeed.subscribe(pipeline.url(Port.NOTIFIER));
        LiveStats stats = LiveStats.follow(pipeline.bootstrapServers());
        live = stats;
        Conductor conductor = Conductor.start(pipeline.bootstrapServers());
        pipeline.startSpawning();
        Instant spawning = Instant.now();
        terminal.explain(pipeline.clock());
        terminal.say("Dashboard: " + pipeline.url(Port.NOTIFIER) + "/");
        watch(stats, spawning);
        return new RunVerification(pipeline, conductor, events, terminal).settle(json);
    }

    /** Returns when the time is up; throws when a part ends before. */
    private void watch(LiveStats stats, Instant spawning) throws InterruptedException {
        for (long second = 1; seconds == null || second <= seconds; second++) {
            Instant next = spawning.plusSeconds(second);
            throwIfPartEnds(Duration.between(Instant.now(), next));
            if (interrupted) {
                hook.join();
            }
            pipeline.clock().reached(spawning, next);
            terminal.status(stats.now(), pipeline.clock().at(spawning, next), second);
        }
    }

    private void throwIfPartEnds(Duration within) throws InterruptedException {
        try {
            throw pipeline.failure().get(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // All parts run.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Handles Ctrl-C, SIGTERM, and the closing of the terminal. */
    private void interrupt() {
        interrupted = true;
        terminal.say("Stopping; a second signal is not needed.");
        LiveStats stats = live;
        PipelineStats last = stats == null ? null : stats.now();
        pipeline.stop(terminal);
        if (last != null) {
            terminal.say(last.inWords());
        }
    }
}
