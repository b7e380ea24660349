package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.system.support.WebSocketClient;
import commuter.testing.SomePassenger;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpawnToDashboardTest extends SystemTest {

    @Test
    void aSpawnRequestReachesStrapiAndThenTheDashboard() throws Exception {
        try (WebSocketClient dashboard = dashboard().subscribe(scenario.routeId())) {
            SpawnRequest request = scenario.spawnRequest();
            kafka.send(request);

            Eventually.until(
                    "the dashboard is told",
                    () -> !dashboard.framesOf("passenger:spawned").isEmpty());

            PassengerEvent event = Json.MAPPER.treeToValue(
                    dashboard.framesOf("passenger:spawned").get(0), PassengerEvent.class);
            assertThat(event.passenger().passengerId()).isEqualTo(request.passengerId());
            assertThat(event.sequence()).isEqualTo(1);
            assertThat(strapi.rows(reservoir())).containsExactly(event.passenger());
        }
    }

    @Test
    void everyPassengerOfABurstIsOneRowAndOneEventWithoutAGap() throws Exception {
        List<SpawnRequest> requests = scenario.spawnRequests(3000);
        requests.forEach(kafka::send);

        List<PassengerEvent> events = awaitEvents(requests.size());

        assertThat(events)
                .extracting(PassengerEvent::sequence)
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, requests.size())
                        .boxed()
                        .toList());
        assertThat(events)
                .extracting(event -> event.passenger().passengerId())
                .containsExactlyElementsOf(
                        requests.stream().map(SpawnRequest::passengerId).toList());
        assertThat(strapi.rows(reservoir()))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(PassengerEvent::passenger).toList());
    }

    @Test
    void aDashboardIsToldOnlyOfTheRoutesItAskedFor() {
        try (WebSocketClient dashboard = dashboard().subscribe(scenario.routeId())) {
            kafka.send(new commuter.system.support.Scenario().spawnRequest());
            kafka.send(scenario.spawnRequest());

            Eventually.until(
                    "the dashboard is told", () -> !dashboard.passengerEvents().isEmpty());

            assertThat(dashboard.passengerEvents())
                    .extracting(event -> event.path("reservoir").asString())
                    .containsOnly(reservoir().toString());
        }
    }

    @Test
    void aRouteOfAnyIdHasItsSnapshot() {
        ReservoirId odd = ReservoirId.route("BUG/1;%2F\\ ü " + scenario.routeId());
        kafka.send(SomePassenger.of(odd).request());
        Eventually.until("the passenger has come", () -> !kafka.events(odd).isEmpty());
        try (WebSocketClient dashboard = dashboard()) {
            dashboard.say(Json.MAPPER
                    .createObjectNode()
                    .put("type", "subscribe")
                    .put("route", odd.id())
                    .put("snapshot", true));
            Eventually.until(
                    "the snapshot has come",
                    () -> !dashboard.framesOf("snapshot").isEmpty());

            assertThat(dashboard.framesOf("error")).isEmpty();
            assertThat(dashboard.framesOf("snapshot").get(0).path("reservoir").asString())
                    .isEqualTo(odd.toString());
            assertThat(dashboard.framesOf("snapshot").get(0).path("passengers")).hasSize(1);
        }
    }

    @Test
    void theEventsOfATypeAreAlsoOnTheTopicOfTheirType() {
        kafka.send(scenario.spawnRequest());
        List<PassengerEvent> events = awaitEvents(1);

        assertThat(kafka.values(commuter.schemas.Topics.SPAWNED, reservoir())).isEqualTo(events);
    }

    @Test
    void anEventCarriesThePassengerWhole() {
        kafka.send(scenario.spawnRequest());
        Passenger passenger = awaitEvents(1).get(0).passenger();

        assertThat(passenger.destinationName()).isEqualTo("Six Cross Roads");
        assertThat(passenger.version()).isEqualTo(1);
        assertThat(passenger.expiresAt()).isAfter(passenger.spawnedAt());
    }
}
