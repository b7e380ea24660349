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

/** What the events say, Strapi's rows, the lists that the reservoir hands out and its figures say as well. */
final class Mirrors {
    private final Pipeline pipeline;
    private final Evidence evidence;
    private final Breaches breaches;

    private Mirrors(Pipeline pipeline, Evidence evidence, Breaches breaches) {
        this.pipeline = pipeline;
        this.evidence = evidence;
        this.breaches = breaches;
    }

    static void examine(Pipeline pipeline, Evidence evidence, Breaches breaches) throws IOException {
        Mirrors mirrors = new Mirrors(pipeline, evidence, breaches);
        for (ReservoirId reservoir : evidence.reservoirs()) {
            mirrors.examine(reservoir, new StrapiReader(pipeline).rows(reservoir));
        }
    }

    private void examine(ReservoirId reservoir, List<Passenger> rows) throws IOException {
        Collection<Passenger> fold = evidence.fold(reservoir);
        breaches.unlessEqual(rows.size(), fold.size(), "Strapi has a row for each passenger", reservoir);
        differences(fold, rows)
                .forEach((id, states) -> breaches.add("Strapi's rows are the fold of the events", states));
        examineList(reservoir, rows);
        examineFigures(reservoir, fold);
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
        breaches.unless(
                listed.equals(waiting),
                "after quiet the cached list is Strapi's",
                reservoir,
                listed.size(),
                "listed,",
                waiting.size(),
                "waiting");
    }

    private void examineFigures(ReservoirId reservoir, Collection<Passenger> fold) {
        List<PassengerEvent> events = evidence.events().getOrDefault(reservoir, List.of());
        if (!events.isEmpty()) {
            breaches.unlessEqual(
                    Figures.of(evidence.stats().get(reservoir)),
                    Figures.of(events, fold),
                    "the published figures are the count of the events",
                    reservoir);
        }
    }

    /** Each passenger in whom two accounts differ, with both states. */
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

    /** A reservoir in numbers. */
    private record Figures(long sequence, long waiting, long boarded, ReservoirStats.Totals totals) {

        static Figures of(ReservoirStats stats) {
            return stats == null
                    ? null
                    : new Figures(stats.sequence(), stats.waiting(), stats.boarded(), stats.totals());
        }

        static Figures of(List<PassengerEvent> events, Collection<Passenger> fold) {
            Map<Object, Long> byType =
                    events.stream().collect(Collectors.groupingBy(PassengerEvent::type, Collectors.counting()));
            Map<PassengerStatus, Long> byStatus =
                    fold.stream().collect(Collectors.groupingBy(Passenger::status, Collectors.counting()));
            return new Figures(
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
