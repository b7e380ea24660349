package commuter.system.workload;

import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.system.support.KafkaClient;
import commuter.system.support.Scenario;
import commuter.system.support.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests for passengers of several routes, and the commands of their journeys some time later, all mixed. For every
 * 300 requests (1,000 in full size) one request and one command is unusable. One in 50 requests is sent twice; one in
 * 50 passengers has a short waiting time. For one thread.
 */
public final class TestWorkload {
    private static final int SPOILT_EVERY = Size.of(300, 1_000);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(2);

    /** Longer than the audit. Otherwise rows would change while it reads them. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    /** The number of requests between a passenger's and their first command, and the maximum between two commands. */
    private static final int DELAY = 200;

    private final Random random;
    private final List<Scenario> routes;
    private final PriorityQueue<Step> later =
            new PriorityQueue<>(Comparator.comparingLong(Step::due).thenComparingLong(Step::order));
    private long requests;
    private long steps;
    private long spoilt;
    private long spoiltCommands;

    /** A record to be sent after this number of requests. */
    private record Step(long due, long order, Consumer<KafkaClient> send) {}

    /** @param seed the same seed mixes the same kinds of records in the same order */
    public TestWorkload(int routes, long seed) {
        this.random = new Random(seed);
        this.routes = IntStream.range(0, routes).mapToObj(n -> new Scenario()).toList();
    }

    public Set<ReservoirId> reservoirs() {
        return routes.stream().map(Scenario::reservoir).collect(Collectors.toSet());
    }

    /** The number of sent requests that can only become dead letters. */
    public long spoilt() {
        return spoilt;
    }

    /** Sends this number of requests and everything that belongs to them, as fast as Kafka takes it. */
    public void publish(int count, KafkaClient kafka) {
        for (int i = 0; i < count; i++) {
            next(kafka);
        }
        finish(kafka);
    }

    /** Sends a request, and what is due after it. */
    public void next(KafkaClient kafka) {
        requests++;
        Scenario route = routes.get(random.nextInt(routes.size()));
        ReservoirId another = another(route);
        if (requests % SPOILT_EVERY == SPOILT_EVERY / 2) {
            Spoiling.send(spoilt++, request(route, PATIENCE), another, kafka);
        } else {
            appear(route, another, kafka);
        }
        while (!later.isEmpty() && later.peek().due() <= requests) {
            later.poll().send().accept(kafka);
        }
    }

    /** Sends what is still due. */
    public void finish(KafkaClient kafka) {
        while (!later.isEmpty()) {
            later.poll().send().accept(kafka);
        }
        kafka.flush();
    }

    private void appear(Scenario route, ReservoirId another, KafkaClient kafka) {
        SpawnRequest request = request(route, random.nextInt(50) == 0 ? LITTLE_PATIENCE : PATIENCE);
        kafka.send(request);
        long due = requests + DELAY;
        for (PassengerCommand command : journey(request, another)) {
            later(due, client -> client.send(command));
            due += random.nextInt(DELAY);
        }
        if (random.nextInt(50) == 0) {
            later(random.nextBoolean() ? requests : due, client -> client.send(request));
        }
    }

    private static SpawnRequest request(Scenario route, Duration patience) {
        return route.spawnRequest(Instant.now().plus(patience));
    }

    private List<PassengerCommand> journey(SpawnRequest request, ReservoirId another) {
        if (requests % SPOILT_EVERY == 1) {
            PassengerCommand command = PassengerJourney.cancellation(request);
            later(requests, client -> Spoiling.send(spoiltCommands++, command, another, client));
        }
        return PassengerJourney.of(request, another, random);
    }

    private void later(long due, Consumer<KafkaClient> send) {
        later.add(new Step(due, steps++, send));
    }

    private ReservoirId another(Scenario route) {
        int index = routes.indexOf(route);
        return routes.get((index + 1) % routes.size()).reservoir();
    }
}
