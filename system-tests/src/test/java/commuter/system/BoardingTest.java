package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.system.support.WebSocketClient;
import commuter.testing.SomePassenger;
import org.junit.jupiter.api.Test;

class BoardingTest extends SystemTest {

    @Test
    void aBoardCommandReachesStrapiTheDashboardAndTheConductor() throws Exception {
        try (WebSocketClient dashboard = dashboard().subscribe(scenario.routeId())) {
            SpawnRequest request = scenario.spawnRequest();
            kafka.send(request);
            awaitEvents(1);

            PassengerCommand board = scenario.board(request.passengerId(), "BUS-1");
            kafka.send(board);

            Eventually.until(
                    "the dashboard is told",
                    () -> !dashboard.framesOf("passenger:boarded").isEmpty());
            assertThat(strapi.rows(reservoir())).singleElement().satisfies(row -> {
                assertThat(row.status()).isEqualTo(PassengerStatus.BOARDED);
                assertThat(row.vehicleId()).isEqualTo("BUS-1");
                assertThat(row.boardedAt()).isEqualTo(board.issuedAt());
            });
            assertThat(resultOf(board)).satisfies(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
                assertThat(result.passenger().vehicleId()).isEqualTo("BUS-1");
            });
        }
    }

    @Test
    void aRefusedCommandTellsItsReasonAndChangesNothing() throws Exception {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        kafka.send(scenario.board(request.passengerId(), "BUS-1"));
        PassengerCommand late = scenario.board(request.passengerId(), "BUS-2");
        kafka.send(late);

        assertThat(resultOf(late)).satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.reason()).isEqualTo(RejectionReason.ALREADY_BOARDED);
            assertThat(result.message()).contains("BUS-1");
        });
        assertThat(strapi.rows(reservoir())).extracting(Passenger::vehicleId).containsExactly("BUS-1");
        assertThat(kafka.events(reservoir())).hasSize(2);
    }

    @Test
    void aCommandForNobodyIsRefused() {
        PassengerCommand command = scenario.board(SomePassenger.newId(), "BUS-1");
        kafka.send(command);

        assertThat(resultOf(command).reason()).isEqualTo(RejectionReason.UNKNOWN_PASSENGER);
    }

    @Test
    void anUnreadableCommandBecomesADeadLetterAndBlocksNobody() throws Exception {
        byte[] key = reservoir().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] broken = ("{\"command_id\":\"" + reservoir() + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        kafka.sendUnusable(Topics.COMMANDS, key, broken);
        kafka.send(scenario.spawnRequest());

        assertThat(audit()).satisfies(accounts -> {
            assertThat(accounts.spawned()).isEqualTo(1);
            assertThat(accounts.commandLetters()).isEqualTo(1);
        });
    }

    @Test
    void aBrokenRecordOfTheLargestSizeBecomesADeadLetterAndBlocksNobody() throws Exception {
        byte[] key = reservoir().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] largest = new byte[1_048_200];
        java.util.Arrays.fill(largest, (byte) 'x');
        kafka.sendUnusable(Topics.COMMANDS, key, largest);
        kafka.send(scenario.spawnRequest());

        assertThat(audit()).satisfies(accounts -> {
            assertThat(accounts.spawned()).isEqualTo(1);
            assertThat(accounts.commandLetters()).isEqualTo(1);
        });
    }
}
