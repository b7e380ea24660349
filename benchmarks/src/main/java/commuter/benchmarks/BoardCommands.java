package commuter.benchmarks;

import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** Boards waiting passengers at a constant rate, and follows each command until it reaches a dashboard. */
final class BoardCommands {
    private static final Duration ALL_THROUGH_WITHIN = Duration.ofSeconds(60);
    private static final int PAGE = 1000;

    private final FreshPipeline pipeline;
    private final Pipeline parts;
    private final List<Round> rounds;
    private final int passengers;
    private final Traces traces;

    /** A number of commands, at a rate. */
    record Round(int commands, int perSecond) {}

    /** @param rounds one after the other; each begins when all frames of the last one have come */
    BoardCommands(FreshPipeline pipeline, List<Round> rounds) {
        this.pipeline = pipeline;
        this.parts = pipeline.parts();
        this.rounds = rounds;
        this.passengers = rounds.stream().mapToInt(Round::commands).sum();
        this.traces = new Traces(passengers);
    }

    /** Publishes the passengers; returns when all of them wait. */
    void prepare() {
        try (Follower events = Follower.ofManyEvents(parts.bootstrapServers());
                RecordPublisher recordPublisher = new RecordPublisher(parts.bootstrapServers())) {
            for (int n = 0; n < passengers; n++) {
                SpawnRequest request = Workload.request(n);
                recordPublisher.send(Topics.SPAWN_REQUESTS, request.reservoir(), request);
            }
            recordPublisher.flush();
            for (int seen = 0; seen < passengers; seen += events.poll().size()) {
                pipeline.requireAlive();
            }
        }
    }

    /** Boards all passengers, at rates that do not depend on the pipeline, and returns when the last frame has come. */
    @SuppressWarnings("try") // One of the resources is only a listener.
    Traces board() throws IOException, InterruptedException {
        try (RecordPublisher recordPublisher = new RecordPublisher(parts.bootstrapServers());
                Follower events = Follower.ofManyEvents(parts.bootstrapServers());
                Dashboard dashboard = Dashboard.subscribe(parts.url(Port.NOTIFIER), this::framed)) {
            int first = 0;
            for (Round round : rounds) {
                publish(recordPublisher, first, round);
                recordPublisher.flush();
                first += round.commands();
                awaitFrames(first);
            }
            readEvents(events);
        }
        readRows();
        return traces;
    }

    private void publish(RecordPublisher recordPublisher, int first, Round round) {
        long start = System.nanoTime();
        for (int n = first; n < first + round.commands(); n++) {
            long due = start + TimeUnit.SECONDS.toNanos(n - first) / round.perSecond();
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            PassengerCommand command = Workload.board(n);
            traces.note(Moment.PUBLISHED, n, Instant.now());
            recordPublisher.send(Topics.COMMANDS, command.reservoir(), command);
        }
    }

    private void awaitFrames(int commands) throws InterruptedException {
        Instant deadline = Instant.now().plus(ALL_THROUGH_WITHIN);
        while (traces.reached(Moment.FRAMED) < commands) {
            pipeline.requireAlive();
            if (Instant.now().isAfter(deadline)) {
                throw new WrongResultException("Of " + commands + " commands only " + traces.reached(Moment.FRAMED)
                        + " had reached the dashboard after " + ALL_THROUGH_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    private void completed(ConsumerRecord<byte[], byte[]> event) {
        traces.note(
                Moment.LANDED,
                passengerOf(Json.MAPPER.readTree(event.value())),
                Instant.ofEpochMilli(event.timestamp()));
    }

    private void framed(String frame, Instant when) {
        JsonNode message = Json.MAPPER.readTree(frame);
        int n = passengerOf(message.path("data"));
        traces.note(Moment.ENCODED, n, Instant.parse(message.path("timestamp").asString()));
        traces.note(Moment.FRAMED, n, when);
    }

    /** Only at the end, in order not to disturb the measurement. */
    private void readEvents(Follower events) {
        while (traces.reached(Moment.LANDED) < passengers) {
            pipeline.requireAlive();
            events.poll().forEach(this::completed);
        }
    }

    private void readRows() throws IOException {
        int pages = (passengers + PAGE - 1) / PAGE;
        for (int page = 1; page <= pages; page++) {
            String query = "?fields%5B0%5D=passenger_id&fields%5B1%5D=updatedAt&sort=passenger_id"
                    + "&pagination%5BpageSize%5D=" + PAGE + "&pagination%5Bpage%5D=" + page;
            Http.get(parts.url(Port.STRAPI) + "/api/active-passengers" + query, parts.strapiToken())
                    .path("data")
                    .forEach(this::writing);
        }
    }

    private void writing(JsonNode row) {
        int n = Workload.numberOf(row.path("passenger_id").asString());
        traces.note(Moment.WRITING, n, Instant.parse(row.path("updatedAt").asString()));
    }

    private static int passengerOf(JsonNode event) {
        return Workload.numberOf(event.path("passenger").path("passenger_id").asString());
    }
}
