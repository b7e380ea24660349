package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NothingIsLostOrDoubledTest extends SystemTest {
    private static final int PASSENGERS = 4000;

    @Test
    void aReservoirKilledInTheMiddleOfItsWorkLosesAndDoublesNothing() throws Exception {
        List<PassengerCommand> commands = new ArrayList<>();
        for (SpawnRequest request : scenario.spawnRequests(PASSENGERS)) {
            kafka.send(request);
            PassengerCommand board = scenario.board(request.passengerId(), "BUS-1");
            kafka.send(board);
            commands.add(board);
        }
        kafka.flush();
        Eventually.until("the work has begun", () -> !kafka.events(reservoir()).isEmpty());

        pipeline.part(Port.RESERVOIR).kill();
        pipeline.part(Port.RESERVOIR).start();

        Eventually.until(
                "every command has its result", () -> kafka.results(reservoir()).size() >= PASSENGERS);
        List<PassengerEvent> events = kafka.events(reservoir());
        assertThat(events)
                .extracting(PassengerEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.SPAWNED)
                .hasSize(PASSENGERS);
        assertThat(events).extracting(PassengerEvent::eventId).doesNotHaveDuplicates();
        assertThat(kafka.results(reservoir()))
                .extracting(CommandResult::commandId)
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(PassengerCommand::commandId).toList());
        assertThat(strapi.rows(reservoir())).containsExactlyInAnyOrderElementsOf(fold(events));
    }

    @Test
    void requestsThatComeWhileTheReservoirIsAwayAreServedWhenItIsBack() {
        pipeline.part(Port.RESERVOIR).stop();
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        kafka.send(scenario.board(request.passengerId(), "BUS-1"));
        kafka.flush();
        pipeline.part(Port.RESERVOIR).start();

        assertThat(awaitEvents(2))
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.BOARDED);
    }

    @Test
    void sequencesGoOnAfterARestart() {
        kafka.send(scenario.spawnRequest());
        awaitEvents(1);
        pipeline.part(Port.RESERVOIR).stop();
        pipeline.part(Port.RESERVOIR).start();
        kafka.send(scenario.spawnRequest());

        assertThat(awaitEvents(2)).extracting(PassengerEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void anOutageOfStrapiDelaysAndLosesNothing() throws Exception {
        pipeline.part(Port.STRAPI).kill();
        List<SpawnRequest> requests = scenario.spawnRequests(500);
        requests.forEach(kafka::send);
        kafka.flush();
        pipeline.part(Port.STRAPI).start();

        List<PassengerEvent> events = awaitEvents(requests.size());
        assertThat(events).hasSize(requests.size());
        assertThat(strapi.rows(reservoir())).containsExactlyInAnyOrderElementsOf(fold(events));
    }

    @Test
    void anOutageOfRedisDelaysAndLosesNothing() {
        pipeline.part(Port.REDIS).kill();
        kafka.send(scenario.spawnRequest());
        kafka.flush();
        pipeline.part(Port.REDIS).start();

        assertThat(awaitEvents(1)).hasSize(1);
    }

    /** What the events say the rows must be; each event must be the passenger's next version. */
    private static Collection<Passenger> fold(List<PassengerEvent> events) {
        Map<String, Passenger> passengers = new HashMap<>();
        for (PassengerEvent event : events) {
            Passenger before = passengers.put(event.passenger().passengerId(), event.passenger());
            long version = before == null ? 0 : before.version();
            assertThat(event.passenger().version()).isEqualTo(version + 1);
        }
        return passengers.values();
    }
}
