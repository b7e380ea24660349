package commuter.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.standalone.Checkout;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.SystemTest;
import commuter.testing.Promtool;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What Prometheus and Grafana are given fits to what the services tell. */
class MonitoringTest extends SystemTest {
    private static final Path PROJECT = Checkout.find().root();
    private static final Path MONITORING = PROJECT.resolve("monitoring");
    private static final List<Port> SERVICES = List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER);
    private static final Pattern METRIC = Pattern.compile("\\b(commuter|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");

    @Test
    @DisabledIfSystemProperty(named = Promtool.PROPERTY, matches = "none")
    void eachAlertIsRaisedWhenItMustBeAndStaysAwayJustBelow() throws Exception {
        Promtool.run(MONITORING, "", "check", "rules", "alerts.yaml");
        Promtool.run(MONITORING, "", "test", "rules", "alerts-test.yaml");
        assertThat(values(yaml("alerts-test.yaml"), "alertname")).containsAll(alerts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yaml", "prometheus-scale.yaml"})
    @DisabledIfSystemProperty(named = Promtool.PROPERTY, matches = "none")
    void prometheusTakesItsConfigurationWhichNamesTheJobsOfTheAlerts(String file) throws Exception {
        // The rules are elsewhere in the container.
        Promtool.run(MONITORING, "", "check", "config", "--syntax-only", file);
        assertThat(values(yaml(file), "job_name")).contains("reservoir-service", "spawner-service", "notifier-service");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVOIR", "SPAWNER", "NOTIFIER"})
    @DisabledIfSystemProperty(named = Promtool.PROPERTY, matches = "none")
    void ourMetricsHaveTheNamesAndUnitsThatPrometheusAsksFor(Port service) throws Exception {
        String ours = metrics(service)
                .lines()
                .filter(line -> line.startsWith("commuter_")
                        || line.startsWith("# HELP commuter_")
                        || line.startsWith("# TYPE commuter_"))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(Promtool.run(PROJECT, ours, "check", "metrics")).isEmpty();
    }

    @Test
    void whatAlertsAndTheDashboardAskForIsTold() throws Exception {
        Set<String> told = new TreeSet<>();
        for (Port service : SERVICES) {
            metrics(service)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .forEach(told::add);
        }
        List<String> dashboards =
                values(Json.MAPPER.readTree(Files.readString(MONITORING.resolve("grafana/commuter.json"))), "expr");

        assertThat(metricsIn(dashboards)).hasSizeGreaterThan(20).isSubsetOf(told);
        assertThat(metricsIn(values(yaml("alerts.yaml"), "expr")))
                .hasSizeGreaterThan(10)
                .isSubsetOf(told);
    }

    @Test
    void eachAlertHasItsPlaceInTheRunbookAndLeadsThere() throws Exception {
        Set<String> headings = HEADING.matcher(Files.readString(PROJECT.resolve("docs/runbook.md")))
                .results()
                .map(heading -> heading.group(1))
                .collect(toCollection(TreeSet::new));
        assertThat(headings).isEqualTo(alerts());
        assertThat(values(yaml("alerts.yaml"), "runbook"))
                .containsExactlyInAnyOrderElementsOf(alerts().stream()
                        .map(alert -> "docs/runbook.md#" + alert.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static Set<String> alerts() throws Exception {
        return new TreeSet<>(values(yaml("alerts.yaml"), "alert"));
    }

    private static JsonNode yaml(String file) throws Exception {
        return Json.MAPPER.valueToTree(new Yaml().load(Files.readString(MONITORING.resolve(file))));
    }

    private static List<String> values(JsonNode tree, String name) {
        return tree.findValues(name).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static Set<String> metricsIn(List<String> queries) {
        return queries.stream()
                .flatMap(query -> names(METRIC.matcher(query).results()))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> names(Stream<MatchResult> matches) {
        return matches.map(MatchResult::group);
    }

    private String metrics(Port service) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.url(service) + "/actuator/prometheus"))
                .build();
        return Http.CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
