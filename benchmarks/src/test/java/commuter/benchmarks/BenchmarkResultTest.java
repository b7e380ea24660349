package commuter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.benchmarks.OverloadResult.Burst;
import commuter.schemas.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BenchmarkResultTest {
    private static final Machine MACHINE = new Machine(2, 0.5);
    private static final Instant START = Instant.parse("2026-07-01T08:00:00Z");

    @Test
    void ingest_compares_the_pipeline_with_the_best_and_the_worst() {
        JsonNode json = lastLine(IngestResult.of(200_000, 2000, 10_000, 7_000, 70, MACHINE));

        assertThat(json.path("raw_rows_s").asInt()).isEqualTo(10_000);
        assertThat(json.path("pipeline_rows_s").asInt()).isEqualTo(7_000);
        assertThat(json.path("single_rows_s").asInt()).isEqualTo(70);
        assertThat(json.path("pipeline_per_raw").asDouble()).isEqualTo(0.7);
        assertThat(json.path("pipeline_per_single").asDouble()).isEqualTo(100);
        assertThat(json.path("machine").path("load_before").asDouble()).isEqualTo(0.5);
    }

    @Test
    void overload_compares_medians_and_counts_what_is_in_a_commit() {
        List<Burst> one = List.of(new Burst(2, 10), new Burst(9, 20), new Burst(3, 10));
        List<Burst> many = List.of(new Burst(6, 100), new Burst(1, 100), new Burst(60, 200));

        JsonNode json = lastLine(OverloadResult.of(1000, 4, 3, one, many, MACHINE));

        assertThat(json.path("one_s").asDouble()).isEqualTo(3);
        assertThat(json.path("many_s").asDouble()).isEqualTo(6);
        assertThat(json.path("many_per_one").asDouble()).isEqualTo(2);
        assertThat(json.path("one_requests_per_commit").asDouble()).isEqualTo(75);
        assertThat(json.path("many_requests_per_commit").asDouble()).isEqualTo(7.5);
    }

    @Test
    void spawn_compares_the_medians_of_the_rounds() {
        JsonNode json = lastLine(SpawnResult.of(
                600,
                500_000,
                List.of(50_000.0, 90_000.0, 60_000.0),
                List.of(80_000.0, 100_000.0, 10.0),
                1.25,
                MACHINE));

        assertThat(json.path("spawner_per_s").asInt()).isEqualTo(60_000);
        assertThat(json.path("producer_per_s").asInt()).isEqualTo(80_000);
        assertThat(json.path("ratio").asDouble()).isEqualTo(0.75);
        assertThat(json.path("record_bytes").asInt()).isEqualTo(600);
        assertThat(json.path("feed_100k_s").asDouble()).isEqualTo(1.25);
    }

    @Test
    void latency_counts_neither_the_warm_up_nor_loses_a_part_of_the_way() {
        Traces traces = new Traces(101);
        // The first is for the warm-up; of the others the n-th takes n ms for each of the four stages.
        trace(traces, 0, 1_000);
        IntStream.rangeClosed(1, 100).forEach(n -> trace(traces, n, n));

        JsonNode json = lastLine(LatencyResult.of(traces, 1, 100, 200, MACHINE));

        assertThat(json.path("p50_ms").asDouble()).isEqualTo(200);
        assertThat(json.path("p99_ms").asDouble()).isEqualTo(396);
        assertThat(json.path("stages")
                        .valueStream()
                        .map(stage -> stage.path("stage").asString()))
                .containsExactly("published_to_writing", "writing_to_landed", "landed_to_encoded", "encoded_to_framed");
        assertThat(json.path("stages").valueStream()).allSatisfy(stage -> {
            assertThat(stage.path("share").asDouble()).isEqualTo(0.25);
            assertThat(stage.path("p99_ms").asDouble()).isEqualTo(99);
        });
    }

    @Test
    void every_passenger_of_the_workload_is_known_by_its_id() {
        assertThat(Workload.numberOf(Workload.passengerId(199_999))).isEqualTo(199_999);
        assertThat(Workload.passenger(7).passengerId())
                .isEqualTo(Workload.request(7).passengerId());
    }

    private static void trace(Traces traces, int n, int millis) {
        for (Moment moment : Moment.values()) {
            traces.note(moment, n, START.plus(Duration.ofMillis((long) moment.ordinal() * millis)));
        }
    }

    /** The last output: a line of JSON for programs. */
    private static JsonNode lastLine(BenchmarkResult result) {
        StringWriter out = new StringWriter();
        Report report = new Report(new PrintWriter(out, true));
        result.print(report);
        report.json(result);
        return Json.MAPPER.readTree(out.toString().lines().reduce("", (before, line) -> line));
    }
}
