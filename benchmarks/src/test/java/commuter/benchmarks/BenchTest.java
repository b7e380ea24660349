package commuter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "ingest --requests 0, --requests",
        "ingest --single-rows 0, --single-rows",
        "latency --seconds 0, --seconds",
        "latency --warm-up -1, --warm-up",
        "latency --requests 10, --requests",
        "overload --instances 0, --instances",
        "overload --busy -1, --busy",
        "reads --waiting 0, --waiting",
        "fanout --seconds 1, --seconds",
        "fanout --only quick, --only",
        "spawn --rounds 0, --rounds",
        "throughput, throughput"
    })
    void a_wrong_option_is_named_and_ends_with_exit_code_2(String arguments, String named) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(named);
    }

    @Test
    void without_a_benchmark_all_are_named() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("ingest")
                .contains("latency")
                .contains("overload")
                .contains("reads")
                .contains("fanout")
                .contains("spawn");
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, passenger.lifecycle",
        "latency, WebSocket",
        "overload, processors",
        "reads, Strapi",
        "fanout, WebSocket",
        "spawn, producer"
    })
    void help_says_what_is_measured(String benchmark, String word) {
        assertThat(run(benchmark, "--help")).isZero();
        assertThat(out.toString()).contains(word);
    }

    private int run(String... arguments) {
        CommandLine bench = Bench.commandLine();
        bench.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return bench.execute(arguments);
    }
}
