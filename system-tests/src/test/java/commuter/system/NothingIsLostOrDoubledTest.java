package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.PassengerEvent;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class NothingIsLostOrDoubledTest extends SystemTest {
    private static final int PASSENGERS = 4000;

    @Test
    void aReservoirKilledInTheMiddleOfItsWorkLosesAndDoublesNothing() throws Exception {
        for (SpawnRequest request : scenario.spawnRequests(PASSENGERS)) {
            kafka.send(request);
            kafka.send(scenario.board(request.passengerId(), "BUS-1"));
        }
        kafka.flush();
        Eventually.until("the work has begun", () -> !kafka.events(reservoir()).isEmpty());

        pipeline.part(Port.RESERVOIR).kill();
        pipeline.part(Port.RESERVOIR).start();

        assertThat(audit().spawned()).isEqualTo(PASSENGERS);
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

        assertThat(audit().spawned()).isEqualTo(requests.size());
    }

    @Test
    void anOutageOfRedisDelaysAndLosesNothing() throws Exception {
        pipeline.part(Port.REDIS).kill();
        kafka.send(scenario.spawnRequest());
        kafka.flush();
        pipeline.part(Port.REDIS).start();

        assertThat(audit().spawned()).isEqualTo(1);
    }
}
