package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.PassengerEvent;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.SystemTest;
import org.junit.jupiter.api.Test;

class RestartTest extends SystemTest {

    @Test
    void aReservoirThatWasAwayServesWhatCameMeanwhileAndCountsOn() throws Exception {
        kafka.send(scenario.spawnRequest());
        awaitEvents(1);
        pipeline.part(Port.RESERVOIR).stop();
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        kafka.send(scenario.board(request.passengerId(), "BUS-1"));
        kafka.flush();
        pipeline.part(Port.RESERVOIR).start();

        assertThat(awaitEvents(3))
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.SPAWNED, EventType.BOARDED);
        audit();
    }
}
