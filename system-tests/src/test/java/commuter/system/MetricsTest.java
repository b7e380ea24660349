package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.SystemTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metrics of each service for operators. */
class MetricsTest extends SystemTest {
    private static final int MOST_LINES = 450;
    private static final String CALLS = "http_server_requests_seconds";

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void theLinesAreFewHoweverManyPartitionsThereAreAndEachHasAValue(Port service) throws Exception {
        List<String> lines = lines(service);

        assertThat(lines.stream().filter(line -> !line.startsWith(CALLS)))
                .as("without the calls: these have a line for each operation and kind of answer that there has been")
                .hasSizeBetween(50, MOST_LINES);
        assertThat(lines)
                .noneMatch(line -> line.endsWith(" NaN"))
                .noneMatch(line -> line.contains("partition=\"") || line.contains("task_id=\""));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    void noPathOrMethodThatACallerInventsMakesALine(Port service) throws Exception {
        call(service, "GET", "/nothing/here");
        call(service, "INVENTED", "/nothing/here");
        for (int i = 0; i < 30; i++) {
            call(service, "GET", "/nothing/" + i);
            call(service, "INVENTED" + i, "/");
        }

        List<String> calls =
                lines(service).stream().filter(line -> line.startsWith(CALLS)).toList();
        assertThat(calls)
                .isNotEmpty()
                .noneMatch(line -> line.contains("nothing"))
                .noneMatch(line -> line.contains("INVENTED"));
    }

    @Test
    void theReservoirTellsItsLagItsMemoryAndHowItsThreadsAreDoing() throws Exception {
        List<String> lines = lines(Port.RESERVOIR);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("commuter_reservoir_lag{topic=\"passenger.commands\"}"))
                .anyMatch(line -> line.startsWith("commuter_reservoir_lag{topic=\"passenger.spawn-requests\"}"));
        assertThat(value(lines, "commuter_reservoir_state_memory_bytes"))
                .as("in use by the stores, of 96 MB")
                .isBetween(1e5, 96.0 * 1024 * 1024);
    }

    private static double value(List<String> lines, String metric) {
        return lines.stream()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines(Port service) throws Exception {
        return call(service, "GET", "/actuator/prometheus").lines().toList();
    }

    private String call(Port service, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.url(service) + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return Http.CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
