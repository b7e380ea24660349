package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.standalone.conductor.Conductor;
import commuter.standalone.net.Http;
import commuter.standalone.stats.EventFeed;
import commuter.standalone.stats.PipelineAudit;
import commuter.standalone.stats.Summary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The end of a run with {@code --for}: waits until the pipeline is idle, then compares inputs and outputs. */
final class RunVerification {
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Pipeline pipeline;
    private final Conductor conductor;
    private final EventFeed events;
    private final Terminal terminal;

    RunVerification(Pipeline pipeline, Conductor conductor, EventFeed events, Terminal terminal) {
        this.pipeline = pipeline;
        this.conductor = conductor;
        this.events = events;
        this.terminal = terminal;
    }

    /**
     * Stops the inputs, waits, compares, stops the pipeline and prints the counts.
     *
     * @return the exit code
     */
    int settle(boolean json) throws IOException, InterruptedException {
        terminal.say("Time is up: no more passengers, no more commands; waiting until all is through.");
        pipeline.stopSpawning();
        conductor.close();
        try (PipelineAudit audit = new PipelineAudit(pipeline.bootstrapServers())) {
            List<String> differences = new ArrayList<>(awaitDrained(audit));
            Summary summary = summary(audit);
            if (audit.isComplete()) {
                differences.addAll(summary.differences());
            }
            events.close();
            pipeline.stop(terminal);
            print(audit, summary, differences);
            if (json) {
                terminal.say(new String(Json.write(summary), UTF_8));
            }
            return differences.isEmpty() ? 0 : 1;
        }
    }

    /** Waits until every input has its result. An input that has none after a minute is reported as a difference. */
    private List<String> awaitDrained(PipelineAudit audit) throws InterruptedException {
        Instant deadline = Instant.now().plus(DRAINED_WITHIN);
        while (true) {
            audit.catchUp();
            List<String> missing = missing(audit);
            if (missing.isEmpty() || Instant.now().isAfter(deadline)) {
                return missing;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private List<String> missing(PipelineAudit audit) {
        List<String> missing = new ArrayList<>();
        if (audit.unansweredRequests() > 0) {
            missing.add(audit.unansweredRequests() + " spawn requests have no event");
        }
        if (audit.unansweredCommands() > 0) {
            missing.add(audit.unansweredCommands() + " commands have no result");
        }
        // If the data folder was kept, the topics also contain the events of earlier runs.
        if (pipeline.data().isFresh() && events.received() != audit.allEvents()) {
            missing.add(audit.allEvents() + " events but " + events.received() + " received over the WebSocket");
        }
        return missing;
    }

    private Summary summary(PipelineAudit audit) throws IOException {
        Instant first = events.first();
        double firstEventSeconds = first == null
                ? -1
                : Duration.between(ProcessHandle.current().info().startInstant().orElse(first), first)
                                .toMillis()
                        / 1000.0;
        return Summary.of(audit, strapiRows(), events.received(), firstEventSeconds);
    }

    private long strapiRows() throws IOException {
        return Http.get(
                        pipeline.url(Port.STRAPI) + "/api/active-passengers?pagination%5BpageSize%5D=1",
                        pipeline.strapiToken())
                .path("meta")
                .path("pagination")
                .path("total")
                .asLong();
    }

    private void print(PipelineAudit audit, Summary summary, List<String> differences) {
        terminal.say("Spawned " + summary.spawned() + ", rows in Strapi " + summary.strapiRows() + ", spawned events "
                + summary.spawnedEvents() + "; boarded " + summary.boarded() + ", alighted " + summary.alighted()
                + ", cancelled " + audit.events(EventType.CANCELLED) + ", expired "
                + audit.events(EventType.EXPIRED) + ", commands rejected " + summary.rejected() + ", dead letters "
                + audit.deadLetters() + "; " + summary.websocketEvents()
                + " events over the WebSocket, the first after "
                + summary.firstEventS() + " s.");
        if (differences.isEmpty()) {
            terminal.say("All of it adds up.");
        } else {
            terminal.say("It does not add up: " + String.join("; ", differences) + ".");
        }
    }
}
