package commuter.system.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.system.support.ApiClient;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.testing.SomePassenger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Three ways to count the events, and the reservoir's own, which counts the rows in Strapi. */
class AnalyticsTest extends SystemTest {
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final ReservoirId depot = ReservoirId.depot("test-" + UUID.randomUUID());
    private final Instant third = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final Instant second = third.minus(1, ChronoUnit.HOURS);
    private final Instant first = third.minus(2, ChronoUnit.HOURS);

    @TempDir
    Path folder;

    @Test
    void duckDbPostgresAndKafkaStreamsCountWhatTheReservoirCounts() throws Exception {
        Recipes recipes = new Recipes(pipeline.bootstrapServers(), folder);
        Process streams = recipes.startStreams();
        try {
            peopleComeAndGo();

            Set<Figures> counted = countedByTheReservoir();
            assertThat(counted)
                    .containsExactlyInAnyOrder(
                            // The mean of 200.500 s and 61.001 s is cut to whole milliseconds.
                            new Figures(scenario.routeId(), first, 3, 130_750L, 1, 2),
                            new Figures(scenario.routeId(), second, 5, 900_003L, 1, 2));
            assertThat(ofThisTest(recipes.duckDb())).as("DuckDB").isEqualTo(counted);
            assertThat(ofThisTest(recipes.postgres())).as("PostgreSQL").isEqualTo(counted);
            Eventually.asserted(() -> assertThat(ofThisTest(recipes.streams()))
                    .as("Kafka Streams")
                    .isEqualTo(counted));
        } finally {
            streams.destroy();
            // Its state is in a folder that is removed after the test.
            if (!streams.waitFor(30, TimeUnit.SECONDS)) {
                streams.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void anHourThatComesTwiceWhereClocksAreSetBackIsTwoHoursToDuckDb() throws Exception {
        Recipes recipes = new Recipes(pipeline.bootstrapServers(), folder);

        assertThat(recipes.duckDb(
                        line("A", "2026-11-01T05:30:00Z") + line("B", "2026-11-01T06:30:00Z"), "America/New_York"))
                .extracting(row -> row.path("hour").asString() + " " + row.path("appeared"))
                .containsExactly("2026-11-01T01:00-04:00 1", "2026-11-01T01:00-05:00 1");
    }

    /** What is needed of a dump's line. */
    private static String line(String id, String spawnedAt) {
        Map<String, Object> passenger =
                Map.of("passenger_id", id, "route_id", "1A", "spawned_at", spawnedAt, "status", "WAITING");
        Map<String, Object> event = Map.of("event_id", id, "sequence", 1, "passenger", passenger);
        return new String(Json.write(Map.of("payload", new String(Json.write(event), UTF_8))), UTF_8) + "\n";
    }

    /** Eight passengers, of whom two wait at a depot; their events are in the log when this returns. */
    private void peopleComeAndGo() {
        SpawnRequest rides = appears(reservoir(), first, PATIENCE);
        SpawnRequest boards = appears(reservoir(), first.plusSeconds(600), PATIENCE);
        appears(reservoir(), second.minusMillis(1), Duration.ofMinutes(1));
        SpawnRequest cancels = appears(reservoir(), second, PATIENCE);
        SpawnRequest returns = appears(reservoir(), second.plusMillis(1), PATIENCE);
        appears(reservoir(), third.minusMillis(1), PATIENCE);
        SpawnRequest fromDepot = appears(depot, second.plusSeconds(60), PATIENCE);
        appears(depot, second.plusSeconds(120), Duration.ofMinutes(1));
        awaitEvents(7);
        Eventually.until("the events of the depot", () -> kafka.events(depot).size() == 3);

        command(CommandType.BOARD, rides, Duration.ofMillis(200_500));
        command(CommandType.ALIGHT, rides, Duration.ofHours(1));
        command(CommandType.BOARD, boards, Duration.ofMillis(61_001));
        command(CommandType.CANCEL, cancels, Duration.ofMinutes(2));
        command(CommandType.BOARD, returns, Duration.ofMinutes(1));
        command(CommandType.CANCEL, returns, Duration.ofMinutes(2));
        command(CommandType.REINSTATE, returns, Duration.ofMinutes(3));
        command(CommandType.BOARD, returns, Duration.ofMinutes(30));
        command(CommandType.BOARD, fromDepot, Duration.ofMillis(7));
        awaitEvents(15);
        Eventually.until("the events of the depot", () -> kafka.events(depot).size() == 4);
    }

    private SpawnRequest appears(ReservoirId reservoir, Instant at, Duration patience) {
        SpawnRequest request = SomePassenger.of(reservoir)
                .along(scenario.routeId())
                .since(at)
                .until(at.plus(patience))
                .request();
        kafka.send(request);
        return request;
    }

    /** @param wait since the passenger appeared */
    private void command(CommandType type, SpawnRequest passenger, Duration wait) {
        kafka.send(new PassengerCommand(
                "command-" + UUID.randomUUID(),
                type,
                passenger.passengerId(),
                passenger.reservoir(),
                type == CommandType.BOARD ? "BUS-1" : null,
                passenger.spawnTime().plus(wait),
                null));
    }

    private Set<Figures> ofThisTest(Set<Figures> figures) {
        return figures.stream()
                .filter(each -> each.routeId().equals(scenario.routeId()))
                .collect(Collectors.toSet());
    }

    /** The statistics do not have the waits, so these are taken from the manifest's passengers. */
    private Set<Figures> countedByTheReservoir() throws Exception {
        Map<Instant, Long> appeared = byHour("");
        Map<Instant, Long> leftBehind = byHour("EXPIRED");
        Map<Instant, Long> load = byHour("BOARDED,ALIGHTED");
        Set<Figures> figures = new HashSet<>();
        for (Map.Entry<Instant, Long> each : appeared.entrySet()) {
            Instant hour = each.getKey();
            if (each.getValue() > 0) {
                figures.add(new Figures(
                        scenario.routeId(),
                        hour,
                        each.getValue(),
                        meanWait(hour),
                        leftBehind.get(hour),
                        load.get(hour)));
            }
        }
        return figures;
    }

    private Map<Instant, Long> byHour(String status) throws Exception {
        Map<Instant, Long> counts = new HashMap<>();
        JsonNode stats = ask("/api/manifest/stats", status, first, third.plusSeconds(1));
        stats.path("by_hour")
                .properties()
                .forEach(hour ->
                        counts.put(Figures.hour(hour.getKey()), hour.getValue().asLong()));
        return counts;
    }

    private Long meanWait(Instant hour) throws Exception {
        JsonNode rode = ask("/api/manifest", "BOARDED,ALIGHTED", hour, hour.plusSeconds(3600))
                .path("data");
        long sum = 0;
        for (JsonNode passenger : rode) {
            Instant spawnedAt = Instant.parse(passenger.path("spawned_at").asString());
            Instant boardedAt = Instant.parse(passenger.path("boarded_at").asString());
            sum += Duration.between(spawnedAt, boardedAt).toMillis();
        }
        return rode.isEmpty() ? null : sum / rode.size();
    }

    private JsonNode ask(String call, String status, Instant start, Instant end) throws Exception {
        return new ApiClient(pipeline)
                .get(call + "?route=" + scenario.routeId() + "&start=" + start + "&end=" + end
                        + (status.isEmpty() ? "" : "&status=" + status))
                .body();
    }
}
