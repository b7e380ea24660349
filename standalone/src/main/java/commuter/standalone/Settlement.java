package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.standalone.conductor.Conductor;
import commuter.standalone.figures.EventFeed;
import commuter.standalone.figures.Ledger;
import commuter.standalone.figures.Summary;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The end of a run with {@code --for}: lets the pipeline come to rest, then compares what went in with what came out. */
final class Settlement {
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Pipeline pipeline;
    private final Conductor conductor;
    private final EventFeed events;
    private final Terminal terminal;

    Settlement(Pipeline pipeline, Conductor conductor, EventFeed events, Terminal terminal) {
        this.pipeline = pipeline;
        this.conductor = conductor;
        this.events = events;
        this.terminal = terminal;
    }

    /**
     * Ends the inputs, waits, compares, stops the pipeline and prints the figures.
     *
     * @return the exit code
     */
    int settle(boolean json) throws IOException, InterruptedException {
        terminal.say("Time is up: no more passengers, no more commands; waiting until all is through.");
        pipeline.stopSpawning();
        conductor.close();
        try (Ledger ledger = new Ledger(pipeline.bootstrapServers())) {
            List<String> differences = new ArrayList<>(awaitDrained(ledger));
            Summary summary = summary(ledger);
            if (ledger.isComplete()) {
                differences.addAll(summary.differences());
            }
            events.close();
            pipeline.stop(terminal);
            print(ledger, summary, differences);
            if (json) {
                terminal.say(new String(Json.write(summary), UTF_8));
            }
            return differences.isEmpty() ? 0 : 1;
        }
    }

    /** Waits until every input has its answer; what has none after a minute is a difference. */
    private List<String> awaitDrained(Ledger ledger) throws InterruptedException {
        Instant deadline = Instant.now().plus(DRAINED_WITHIN);
        while (true) {
            ledger.catchUp();
            List<String> missing = missing(ledger);
            if (missing.isEmpty() || Instant.now().isAfter(deadline)) {
                return missing;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private List<String> missing(Ledger ledger) {
        List<String> missing = new ArrayList<>();
        if (ledger.unansweredRequests() > 0) {
            missing.add(ledger.unansweredRequests() + " spawn requests have no event");
        }
        if (ledger.unansweredCommands() > 0) {
            missing.add(ledger.unansweredCommands() + " commands have no result");
        }
        // On a kept data folder the topics also hold the events of earlier runs.
        if (pipeline.data().isFresh() && events.received() != ledger.allEvents()) {
            missing.add(ledger.allEvents() + " events but " + events.received() + " received over the WebSocket");
        }
        return missing;
    }

    private Summary summary(Ledger ledger) throws IOException {
        Instant first = events.first();
        double firstEventSeconds = first == null
                ? -1
                : Duration.between(ProcessHandle.current().info().startInstant().orElse(first), first)
                                .toMillis()
                        / 1000.0;
        return Summary.of(ledger, strapiRows(), events.received(), firstEventSeconds);
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

    private void print(Ledger ledger, Summary summary, List<String> differences) {
        terminal.say("Spawned " + summary.spawned() + ", rows in Strapi " + summary.strapiRows() + ", spawned events "
                + summary.spawnedEvents() + "; boarded " + summary.boarded() + ", alighted " + summary.alighted()
                + ", cancelled " + ledger.events(EventType.CANCELLED) + ", expired "
                + ledger.events(EventType.EXPIRED) + ", commands rejected " + summary.rejected() + ", dead letters "
                + ledger.deadLetters() + "; " + summary.websocketEvents()
                + " events over the WebSocket, the first after "
                + summary.firstEventS() + " s.");
        if (differences.isEmpty()) {
            terminal.say("All of it adds up.");
        } else {
            terminal.say("It does not add up: " + String.join("; ", differences) + ".");
        }
    }
}
