package commuter.system.fuzz;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.system.support.Eventually;
import commuter.system.support.KafkaClient;
import commuter.testing.SomePassenger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Checks that all partitions make progress. */
public final class EveryPartition {
    private EveryPartition() {}

    /** The result of a valid command in each of them. */
    public static List<Outcome> resultsOfGoodCommands(String bootstrapServers) {
        List<SpawnRequest> requests = IntStream.range(0, Topics.DEFAULT_PARTITIONS)
                .mapToObj(partition -> SomePassenger.of(reservoirOf(partition)).request())
                .toList();
        // It reads from now on.
        try (KafkaClient client = new KafkaClient(bootstrapServers)) {
            requests.forEach(client::send);
            requests.forEach(request -> Eventually.until(
                    "a new passenger in " + request.reservoir(),
                    () -> client.events(request.reservoir()).size() == 1));
            requests.forEach(request -> client.send(new PassengerCommand(
                    "after-" + UUID.randomUUID(),
                    CommandType.CANCEL,
                    request.passengerId(),
                    request.reservoir(),
                    null,
                    Instant.now(),
                    null)));
            requests.forEach(request -> Eventually.until(
                    "a result in " + request.reservoir(),
                    () -> client.results(request.reservoir()).size() == 1));
            return requests.stream()
                    .flatMap(request -> client.results(request.reservoir()).stream())
                    .map(CommandResult::outcome)
                    .toList();
        }
    }

    private static ReservoirId reservoirOf(int partition) {
        return Stream.generate(() -> ReservoirId.route("after-" + UUID.randomUUID()))
                .filter(id -> Utils.toPositive(Utils.murmur2(id.toString().getBytes(StandardCharsets.UTF_8)))
                                % Topics.DEFAULT_PARTITIONS
                        == partition)
                .findFirst()
                .orElseThrow();
    }
}
