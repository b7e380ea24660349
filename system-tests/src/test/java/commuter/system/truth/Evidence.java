package commuter.system.truth;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.system.support.KafkaClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Everything on the topics about a test's reservoirs: what its clients published, and what resulted from it so far.
 *
 * @param events of each reservoir, in the order of the log
 * @param letters dead letters by the position of the original record
 */
record Evidence(
        Set<ReservoirId> reservoirs,
        List<Published<SpawnRequest>> requests,
        List<Published<PassengerCommand>> commands,
        Map<ReservoirId, List<PassengerEvent>> events,
        Map<ReservoirId, Map<EventType, List<PassengerEvent>>> eventsByTopic,
        Map<String, List<CommandResult>> results,
        Map<RecordPosition, List<ConsumerRecord<byte[], byte[]>>> letters,
        Map<ReservoirId, ReservoirStats> stats) {

    static Evidence gather(List<KafkaClient> clients, Set<ReservoirId> reservoirs) {
        KafkaClient eldest = clients.get(0);
        Set<RecordPosition> published = Stream.of(Topics.SPAWN_REQUESTS, Topics.COMMANDS)
                .flatMap(topic -> eldest.records(topic).stream())
                .filter(record -> clients.stream().anyMatch(client -> client.sent(record)))
                .map(RecordPosition::of)
                .collect(Collectors.toSet());
        return new Evidence(
                reservoirs,
                published(clients, Topics.SPAWN_REQUESTS, Published::request),
                published(clients, Topics.COMMANDS, Published::command),
                byReservoir(eldest, Topics.LIFECYCLE, reservoirs),
                eventsByTopic(eldest, reservoirs),
                byReservoir(eldest, Topics.COMMAND_RESULTS, reservoirs).values().stream()
                        .flatMap(List::stream)
                        .collect(Collectors.groupingBy(CommandResult::commandId)),
                eldest.records(Topics.DEAD_LETTERS).stream()
                        .filter(letter -> published.contains(DeadLetters.source(letter)))
                        .collect(Collectors.groupingBy(DeadLetters::source)),
                latest(byReservoir(eldest, Topics.RESERVOIR_STATS, reservoirs)));
    }

    private static <V> List<Published<V>> published(
            List<KafkaClient> clients,
            Topic<?, V> topic,
            Function<List<ConsumerRecord<byte[], byte[]>>, Published<V>> reader) {
        List<Published<V>> all = new ArrayList<>();
        for (KafkaClient client : clients) {
            Map<Long, List<ConsumerRecord<byte[], byte[]>>> byNumber = clients.get(0).records(topic).stream()
                    .filter(client::sent)
                    .collect(Collectors.groupingBy(KafkaClient::number, TreeMap::new, Collectors.toList()));
            byNumber.values().forEach(records -> all.add(reader.apply(records)));
        }
        return all;
    }

    private static <V> Map<ReservoirId, List<V>> byReservoir(
            KafkaClient client, Topic<ReservoirId, V> topic, Set<ReservoirId> reservoirs) {
        Map<ReservoirId, List<V>> values = new LinkedHashMap<>();
        reservoirs.forEach(reservoir -> values.put(reservoir, new ArrayList<>()));
        for (ConsumerRecord<byte[], byte[]> record : client.records(topic)) {
            ReservoirId reservoir = topic.keySerde().deserializer().deserialize(topic.name(), record.key());
            if (reservoirs.contains(reservoir)) {
                values.get(reservoir).add(topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
            }
        }
        return values;
    }

    private static Map<ReservoirId, Map<EventType, List<PassengerEvent>>> eventsByTopic(
            KafkaClient client, Set<ReservoirId> reservoirs) {
        Map<ReservoirId, Map<EventType, List<PassengerEvent>>> events = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            Topics.ofType(type)
                    .ifPresent(topic -> byReservoir(client, topic, reservoirs)
                            .forEach((reservoir, told) -> events.computeIfAbsent(reservoir, unused -> new TreeMap<>())
                                    .put(type, told)));
        }
        return events;
    }

    private static <V> Map<ReservoirId, V> latest(Map<ReservoirId, List<V>> values) {
        Map<ReservoirId, V> latest = new LinkedHashMap<>();
        values.forEach((reservoir, all) -> {
            if (!all.isEmpty()) {
                latest.put(reservoir, all.get(all.size() - 1));
            }
        });
        return latest;
    }

    Stream<PassengerEvent> allEvents() {
        return events.values().stream().flatMap(List::stream);
    }

    Stream<CommandResult> allResults() {
        return results.values().stream().flatMap(List::stream);
    }

    /** The rows that a reservoir must have according to the events. */
    Collection<Passenger> fold(ReservoirId reservoir) {
        Map<String, Passenger> passengers = new LinkedHashMap<>();
        events.getOrDefault(reservoir, List.of())
                .forEach(event -> passengers.put(event.passenger().passengerId(), event.passenger()));
        return passengers.values();
    }

    /** The dead letter that the record became. */
    Optional<ConsumerRecord<byte[], byte[]>> letter(Published<?> record) {
        return record.places()
                .flatMap(recordPosition -> letters.getOrDefault(recordPosition, List.of()).stream())
                .findFirst();
    }

    /** The records without any result yet. */
    Stream<Published<?>> unanswered() {
        Set<String> spawned = allEvents()
                .filter(event -> event.type() == EventType.SPAWNED)
                .map(event -> event.passenger().passengerId())
                .collect(Collectors.toSet());
        return Stream.<Published<?>>concat(
                        requests.stream()
                                .filter(request -> request.isUnusable()
                                        || !request.content()
                                                .map(content -> spawned.contains(content.passengerId()))
                                                .orElse(false)),
                        commands.stream()
                                .filter(command -> command.isUnusable()
                                        || !command.content()
                                                .map(content -> results.containsKey(content.commandId()))
                                                .orElse(false)))
                .filter(record -> letter(record).isEmpty());
    }

    /** Whether each reservoir's stats include its last event. */
    boolean hasLatestStats() {
        return events.entrySet().stream()
                .filter(reservoir -> !reservoir.getValue().isEmpty())
                .allMatch(reservoir -> stats.containsKey(reservoir.getKey())
                        && stats.get(reservoir.getKey()).sequence()
                                == reservoir.getValue().size());
    }

    /** The passengers who wait although their waiting time is over, or will be soon. */
    Stream<Passenger> expiring(Instant soon) {
        return reservoirs.stream()
                .flatMap(reservoir -> fold(reservoir).stream())
                .filter(passenger -> passenger.status() == PassengerStatus.WAITING)
                .filter(passenger -> passenger.expiresAt().isBefore(soon));
    }
}
