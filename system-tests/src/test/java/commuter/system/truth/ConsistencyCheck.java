package commuter.system.truth;

import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.StrapiReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The events agree with Strapi's rows, with the reservoir's lists and with its stats. */
final class ConsistencyCheck {
    private final Pipeline pipeline;
    private final Evidence evidence;
    private final Violations violations;

    private ConsistencyCheck(Pipeline pipeline, Evidence evidence, Violations violations) {
        this.pipeline = pipeline;
        this.evidence = evidence;
        this.violations = violations;
    }

    static void examine(Pipeline pipeline, Evidence evidence, Violations violations) throws IOException {
        ConsistencyCheck consistencyCheck = new ConsistencyCheck(pipeline, evidence, violations);
        for (ReservoirId reservoir : evidence.reservoirs()) {
            consistencyCheck.examine(reservoir, new StrapiReader(pipeline).rows(reservoir));
        }
    }

    private void examine(ReservoirId reservoir, List<Passenger> rows) throws IOException {
        Collection<Passenger> fold = evidence.fold(reservoir);
        violations.unlessEqual(rows.size(), fold.size(), "Strapi has a row for each passenger", reservoir);
        differences(fold, rows)
                .forEach((id, states) -> violations.add("Strapi's rows are the fold of the events", states));
        examineList(reservoir, rows);
        examineStats(reservoir, fold);
    }

    private void examineList(ReservoirId reservoir, List<Passenger> rows) throws IOException {
        List<Passenger> waiting = rows.stream()
                .filter(row -> row.status() == PassengerStatus.WAITING)
                .sorted(Comparator.comparing(Passenger::spawnedAt).thenComparing(Passenger::passengerId))
                .toList();
        List<Passenger> listed = new ArrayList<>();
        String path =
                "/api/reservoirs/" + URLEncoder.encode(reservoir.toString(), StandardCharsets.UTF_8) + "/available";
        Http.get(pipeline.url(Port.RESERVOIR) + path, "none")
                .forEach(passenger -> listed.add(Json.MAPPER.treeToValue(passenger, Passenger.class)));
        violations.unless(
                listed.equals(waiting),
                "after quiet the cached list is Strapi's",
                reservoir,
                listed.size(),
                "listed,",
                waiting.size(),
                "waiting");
    }

    private void examineStats(ReservoirId reservoir, Collection<Passenger> fold) {
        List<PassengerEvent> events = evidence.events().getOrDefault(reservoir, List.of());
        if (!events.isEmpty()) {
            violations.unlessEqual(
                    Counts.of(evidence.stats().get(reservoir)),
                    Counts.of(events, fold),
                    "the published stats are the count of the events",
                    reservoir);
        }
    }

    /** Each passenger for whom two sources differ, with both states. */
    private static Map<String, String> differences(Collection<Passenger> expected, Collection<Passenger> actual) {
        Set<Passenger> common = new HashSet<>(expected);
        common.retainAll(new HashSet<>(actual));
        Map<String, String> differences = new TreeMap<>();
        expected.stream()
                .filter(passenger -> !common.contains(passenger))
                .forEach(passenger ->
                        differences.merge(passenger.passengerId(), "events: " + passenger, String::concat));
        actual.stream()
                .filter(passenger -> !common.contains(passenger))
                .forEach(passenger -> differences.merge(passenger.passengerId(), " row: " + passenger, String::concat));
        return differences;
    }

    /** The counts of a reservoir. */
    private record Counts(long sequence, long waiting, long boarded, ReservoirStats.Totals totals) {

        static Counts of(ReservoirStats stats) {
            return stats == null
                    ? null
                    : new Counts(stats.sequence(), stats.waiting(), stats.boarded(), stats.totals());
        }

        static Counts of(List<PassengerEvent> events, Collection<Passenger> fold) {
            Map<Object, Long> byType =
                    events.stream().collect(Collectors.groupingBy(PassengerEvent::type, Collectors.counting()));
            Map<PassengerStatus, Long> byStatus =
                    fold.stream().collect(Collectors.groupingBy(Passenger::status, Collectors.counting()));
            return new Counts(
                    events.size(),
                    byStatus.getOrDefault(PassengerStatus.WAITING, 0L),
                    byStatus.getOrDefault(PassengerStatus.BOARDED, 0L),
                    new ReservoirStats.Totals(
                            byType.getOrDefault(commuter.schemas.EventType.SPAWNED, 0L),
                            byType.getOrDefault(commuter.schemas.EventType.BOARDED, 0L),
                            byType.getOrDefault(commuter.schemas.EventType.ALIGHTED, 0L),
                            byType.getOrDefault(commuter.schemas.EventType.CANCELLED, 0L),
                            byType.getOrDefault(commuter.schemas.EventType.EXPIRED, 0L)));
        }
    }
}
