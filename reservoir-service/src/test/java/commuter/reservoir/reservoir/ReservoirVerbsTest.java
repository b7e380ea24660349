package commuter.reservoir.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.reservoir.RunningStream.Instance;
import commuter.reservoir.reservoir.client.CommandLookup;
import commuter.reservoir.reservoir.client.CommandPublisher;
import commuter.reservoir.reservoir.client.NotAcknowledgedException;
import commuter.schemas.CommandResult;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.testing.SomePassenger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods of a reservoir on the real topology, between two instances and a real broker. */
class ReservoirVerbsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static RunningStream stream;

    private final String routeId = "verbs-" + UUID.randomUUID();
    private Instance one;
    private Instance other;
    private RouteReservoir reservoir;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        stream = new RunningStream(state);
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @BeforeEach
    void connect() throws InterruptedException {
        one = stream.instance(LONG);
        other = stream.instance(LONG);
        reservoir = one.reservoirs.route(routeId);
    }

    @AfterEach
    void disconnect() {
        one.close();
        other.close();
    }

    @Test
    void aPassengerGoesThroughTheWholeLifeCycle() throws Exception {
        String id = pushed();

        CommandResult pickedUp = get(reservoir.markPickedUp(CommandDetails.of(id), "BUS-1"));
        assertThat(pickedUp.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(pickedUp.passenger().status()).isEqualTo(PassengerStatus.BOARDED);
        assertThat(pickedUp.passenger().vehicleId()).isEqualTo("BUS-1");
        assertThat(get(reservoir.cancel(CommandDetails.of(id))).passenger().status())
                .isEqualTo(PassengerStatus.CANCELLED);
        // Strapi has no rows in this test, so it does not know a passenger who has finished.
        String second = pushed();
        get(reservoir.markPickedUp(CommandDetails.of(second), "BUS-1"));
        assertThat(get(reservoir.markDroppedOff(CommandDetails.of(second)))
                        .passenger()
                        .status())
                .isEqualTo(PassengerStatus.ALIGHTED);
    }

    @Test
    void aDepotHasTheSameVerbs() throws Exception {
        DepotReservoir depot = one.reservoirs.depot("depot-" + routeId);
        SpawnRequest request = request(depot.id(), "Somewhere");
        depot.push(request).get(60, TimeUnit.SECONDS);

        assertThat(get(depot.markPickedUp(CommandDetails.of(request.passengerId()), "BUS-1"))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void ofTwoVehiclesOneWinsAndTheOtherLearnsWho() throws Exception {
        for (int i = 0; i < 20; i++) {
            String id = pushed();
            CompletableFuture<CommandResult> first = reservoir.markPickedUp(CommandDetails.of(id), "BUS-1");
            CompletableFuture<CommandResult> second =
                    other.reservoirs.route(routeId).markPickedUp(CommandDetails.of(id), "BUS-2");

            List<CommandResult> results = List.of(get(first), get(second));

            CommandResult won = only(results, Outcome.ACCEPTED);
            CommandResult lost = only(results, Outcome.REJECTED);
            assertThat(lost.reason()).isEqualTo(RejectionReason.ALREADY_BOARDED);
            assertThat(lost.passenger().vehicleId()).isEqualTo(won.passenger().vehicleId());
            assertThat(lost.message()).contains(won.passenger().vehicleId());
        }
    }

    @Test
    void manyCallersOfOneCommandAllGetItsOneResultAndSoDoLaterOnes() throws Exception {
        CommandDetails details = CommandDetails.of(pushed());
        List<CompletableFuture<CommandResult>> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            callers.add(reservoir.markPickedUp(details, "BUS-1"));
            callers.add(other.reservoirs.route(routeId).markPickedUp(details, "BUS-1"));
        }
        CommandResult first = get(callers.get(0));

        for (CompletableFuture<CommandResult> caller : callers) {
            assertThat(get(caller)).isEqualTo(first);
        }
        assertThat(get(other.reservoirs.route(routeId).markPickedUp(details, "BUS-1")))
                .isEqualTo(first);
        await().atMost(LONG).until(() -> one.board.waiting() == 0);
    }

    @Test
    void anIdThatWasUsedForAnotherCommandIsRefusedAlsoByAnotherReservoir() throws Exception {
        String first = pushed();
        String second = pushed();
        DepotReservoir depot = other.reservoirs.depot("depot-" + routeId);
        SpawnRequest request = request(depot.id(), "Somewhere");
        depot.push(request).get(60, TimeUnit.SECONDS);
        CommandDetails details = CommandDetails.of(first);
        CommandResult boarded = get(reservoir.markPickedUp(details, "BUS-1"));
        String id = details.commandId();
        await().atMost(LONG).until(() -> other.reservoirs.findResult(id).isPresent());

        List<CommandResult> refused = List.of(
                get(reservoir.markPickedUp(details, "BUS-2")),
                get(reservoir.markDroppedOff(details)),
                get(reservoir.markPickedUp(new CommandDetails(id, second, Instant.now(), null), "BUS-1")),
                get(depot.markPickedUp(new CommandDetails(id, request.passengerId(), Instant.now(), null), "BUS-1")));

        assertThat(refused).allSatisfy(result -> {
            assertThat(result.reason()).isEqualTo(RejectionReason.COMMAND_ID_REUSED);
            assertThat(result.message()).contains("BOARD of " + first + " by vehicle BUS-1");
        });
        assertThat(get(reservoir.markPickedUp(details, "BUS-1"))).isEqualTo(boarded);
        assertThat(one.reservoirs.findResult(id)).contains(boarded);
        assertThat(get(depot.markPickedUp(CommandDetails.of(request.passengerId()), "BUS-3"))
                        .outcome())
                .as("the passenger was not on board")
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void withoutAResultInTimeTheCallerIsToldAndTheResultCanBeAskedForLater() throws Exception {
        CommandDetails details = CommandDetails.of(pushed());
        stream.pause();
        try (Instance impatient = stream.instance(Duration.ofMillis(200))) {
            CompletableFuture<CommandResult> tooLate =
                    impatient.reservoirs.route(routeId).markPickedUp(details, "BUS-1");
            assertThatThrownBy(() -> get(tooLate)).hasCauseInstanceOf(TimeoutException.class);
            assertThat(impatient.reservoirs.findResult(details.commandId())).isEmpty();
            await().atMost(LONG).until(() -> impatient.board.waiting() == 0);

            stream.resume();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(impatient.reservoirs.findResult(details.commandId()))
                            .isPresent());
        } finally {
            stream.resume();
        }
    }

    @Test
    void aResultThatIsRememberedNoMoreIsFoundOnKafkaByAnyInstance() throws Exception {
        CommandDetails details = CommandDetails.of(pushed());
        CommandResult result = get(reservoir.markPickedUp(details, "BUS-1"));
        try (Instance forgetful = stream.forgetfulInstance()) {
            get(forgetful.reservoirs.route(routeId).markPickedUp(CommandDetails.of(pushed()), "BUS-1"));
            await().atMost(LONG)
                    .until(() ->
                            forgetful.reservoirs.findResult(details.commandId()).isEmpty());

            assertThat(forgetful.reservoirs.findCommand(details.commandId()).get(60, TimeUnit.SECONDS))
                    .isEqualTo(CommandLookup.decided(result));
        }
    }

    @Test
    void whoAsksIsToldWhetherACommandIsUndecidedOrWasNeverSent() throws Exception {
        CommandDetails details = CommandDetails.of(pushed());
        stream.pause();
        try (Instance impatient = stream.instance(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> get(impatient.reservoirs.route(routeId).markPickedUp(details, "BUS-1")))
                    .hasCauseInstanceOf(TimeoutException.class);

            assertThat(one.reservoirs.findCommand(details.commandId()).get(60, TimeUnit.SECONDS))
                    .isEqualTo(CommandLookup.UNDECIDED);
            assertThat(one.reservoirs.findCommand("nobody's").get(60, TimeUnit.SECONDS))
                    .isEqualTo(CommandLookup.NEVER_SENT);
        } finally {
            stream.resume();
        }
    }

    @Test
    void anInstanceThatHasJustStartedKnowsTheLatestResults() throws Exception {
        CommandDetails details = CommandDetails.of(pushed());
        CommandResult result = get(reservoir.markPickedUp(details, "BUS-1"));

        try (Instance restarted = stream.instance(LONG)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(restarted.reservoirs.findResult(details.commandId()))
                            .contains(result));
        }
    }

    @Test
    void theFirstCommandOfAnInstanceThatHasJustStartedFindsItsResult() throws Exception {
        for (int i = 0; i < 5; i++) {
            String id = pushed();
            try (Instance restarted = stream.instance(LONG)) {
                CompletableFuture<CommandResult> result =
                        restarted.reservoirs.route(routeId).markPickedUp(CommandDetails.of(id), "BUS-1");
                assertThat(get(result).outcome()).isEqualTo(Outcome.ACCEPTED);
            }
        }
    }

    @Test
    void aRequestOfAnotherReservoirIsRefusedAndNothingOfItsBatchIsSent() throws Exception {
        SpawnRequest own = request(reservoir.id(), "Somewhere");
        SpawnRequest foreign = request(ReservoirId.depot("D"), "Somewhere");

        assertThatThrownBy(() -> reservoir.pushBatch(List.of(own, foreign)))
                .isInstanceOf(WrongReservoirException.class)
                .hasMessageContainingAll(
                        foreign.passengerId(), "depot:D", reservoir.id().toString());

        CommandResult result = get(reservoir.markPickedUp(CommandDetails.of(own.passengerId()), "BUS-1"));
        assertThat(result.reason()).isEqualTo(RejectionReason.UNKNOWN_PASSENGER);
    }

    @Test
    void aBatchNamesThePassengersThatKafkaHasNotAcknowledged() throws Exception {
        Map<String, Object> small = new HashMap<>(stream.clients());
        small.put("max.request.size", 1150);
        try (CommandPublisher publisher = CommandPublisher.connect(small)) {
            List<SpawnRequest> requests = new ArrayList<>(IntStream.range(0, 5)
                    .mapToObj(i -> request(reservoir.id(), "Somewhere"))
                    .toList());
            SpawnRequest large = request(reservoir.id(), "x".repeat(255));
            requests.add(2, large);

            assertThatThrownBy(() -> publisher.publish(requests).get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            NotAcknowledgedException.class,
                            e -> assertThat(e.ids()).containsExactly(large.passengerId()));
        }
    }

    private String pushed() throws Exception {
        SpawnRequest request = request(reservoir.id(), "Somewhere");
        reservoir.push(request).get(60, TimeUnit.SECONDS);
        return request.passengerId();
    }

    private static SpawnRequest request(ReservoirId where, String destination) {
        return SomePassenger.of(where).at("s".repeat(200)).to(destination).request();
    }

    private static CommandResult only(List<CommandResult> results, Outcome outcome) {
        List<CommandResult> such =
                results.stream().filter(result -> result.outcome() == outcome).toList();
        assertThat(such).hasSize(1);
        return such.get(0);
    }

    private static CommandResult get(CompletableFuture<CommandResult> future) throws Exception {
        return future.get(90, TimeUnit.SECONDS);
    }
}
