package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.AdminPanel;
import commuter.system.support.ApiClient;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.system.support.WebSocketClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Edits in Strapi's admin panel take precedence, and events about them are published. */
class EditedByHandTest extends SystemTest {

    @Test
    void anEditReachesTheLogTheDashboardTheListAndTheNextDecision() throws Exception {
        try (WebSocketClient dashboard = dashboard().subscribe(scenario.routeId())) {
            SpawnRequest request = spawned();

            new AdminPanel(pipeline).edit(request.passengerId(), Map.of("destination_name", "Pier", "priority", 5));

            PassengerEvent changed = awaitEvents(2).get(1);
            assertThat(changed.type()).isEqualTo(EventType.STATE_CHANGED);
            assertThat(changed.passenger().destinationName()).isEqualTo("Pier");
            assertThat(available()).containsExactly(changed.passenger());
            Eventually.until(
                    "the dashboard is told",
                    () -> !dashboard.framesOf("passenger:state_changed").isEmpty());

            CommandResult boarded = decided(scenario.board(request.passengerId(), "BUS-1"));
            assertThat(boarded.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(boarded.passenger().destinationName()).isEqualTo("Pier");
            assertThat(boarded.passenger().priority()).isEqualTo(5);
            assertThatTheLogIsWhole(3);
        }
    }

    @Test
    void aCommandAfterAnEditIsDecidedOnTheEditedRow() throws Exception {
        SpawnRequest request = spawned();

        new AdminPanel(pipeline).edit(request.passengerId(), Map.of("status", "CANCELLED"));

        assertThat(awaitEvents(2).get(1).passenger().status()).isEqualTo(PassengerStatus.CANCELLED);
        assertThat(available()).isEmpty();
        assertThat(decided(scenario.board(request.passengerId(), "BUS-1")).outcome())
                .isEqualTo(Outcome.REJECTED);
        assertThatTheLogIsWhole(2);
    }

    @Test
    void aPassengerWhoIsMadeByHandWaitsLikeAnyOther() throws Exception {
        SpawnRequest request = scenario.spawnRequest();

        new AdminPanel(pipeline).make(request);

        assertThat(awaitEvents(1).get(0).type()).isEqualTo(EventType.SPAWNED);
        assertThat(available()).extracting(Passenger::passengerId).containsExactly(request.passengerId());
        assertThat(decided(scenario.board(request.passengerId(), "BUS-1")).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThatTheLogIsWhole(2);
    }

    @Test
    void aPassengerWhoIsDeletedByHandIsCancelledForTheWorld() throws Exception {
        SpawnRequest request = spawned();
        assertThat(available()).hasSize(1);

        new AdminPanel(pipeline).delete(request.passengerId());

        PassengerEvent gone = awaitEvents(2).get(1);
        assertThat(gone.type()).isEqualTo(EventType.STATE_CHANGED);
        assertThat(gone.passenger().status()).isEqualTo(PassengerStatus.CANCELLED);
        assertThat(available()).isEmpty();
        Eventually.asserted(() -> assertThat(new ApiClient(pipeline)
                        .get("/api/commands/" + gone.commandId())
                        .text("status"))
                .isEqualTo("CANCELLED"));
        assertThatTheLogIsWhole(2);
    }

    @Test
    void whatIsEditedWhileTheReservoirIsAwayArrivesWhenItIsBack() throws Exception {
        SpawnRequest edited = spawned();
        SpawnRequest deleted = scenario.spawnRequest();
        kafka.send(deleted);
        awaitEvents(2);
        AdminPanel panel = new AdminPanel(pipeline);
        pipeline.part(Port.RESERVOIR).kill();
        try {
            panel.edit(edited.passengerId(), Map.of("priority", 1));
            panel.edit(edited.passengerId(), Map.of("priority", 5));
            panel.delete(deleted.passengerId());
        } finally {
            pipeline.part(Port.RESERVOIR).start();
        }

        Eventually.asserted(() -> {
            assertThat(lastOf(edited).priority()).isEqualTo(5);
            assertThat(lastOf(deleted).status()).isEqualTo(PassengerStatus.CANCELLED);
        });
        assertThat(available()).containsExactly(lastOf(edited));
        assertThatTheLogIsWhole(kafka.events(reservoir()).size());
    }

    private SpawnRequest spawned() {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        return request;
    }

    /** The passenger in the latest event. */
    private Passenger lastOf(SpawnRequest request) {
        List<Passenger> states = kafka.events(reservoir()).stream()
                .map(PassengerEvent::passenger)
                .filter(passenger -> passenger.passengerId().equals(request.passengerId()))
                .toList();
        return states.get(states.size() - 1);
    }

    private List<Passenger> available() throws Exception {
        String encoded = URLEncoder.encode(reservoir().toString(), StandardCharsets.UTF_8);
        List<Passenger> passengers = new ArrayList<>();
        Http.get(pipeline.url(Port.RESERVOIR) + "/api/reservoirs/" + encoded + "/available", "")
                .forEach(row -> passengers.add(Json.MAPPER.treeToValue(row, Passenger.class)));
        return passengers;
    }

    private CommandResult decided(PassengerCommand command) {
        kafka.send(command);
        return resultOf(command);
    }

    private void assertThatTheLogIsWhole(int events) {
        assertThat(awaitEvents(events))
                .extracting(PassengerEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events).boxed().toList());
    }
}
