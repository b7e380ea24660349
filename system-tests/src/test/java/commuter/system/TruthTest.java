package commuter.system;

import commuter.system.support.SystemTest;
import commuter.system.workload.BusyDay;
import org.junit.jupiter.api.Test;

class TruthTest extends SystemTest {

    @Test
    void everyRecordOfABusyDayIsAccountedFor() throws Exception {
        BusyDay.happensTo(pipeline, kafka);
    }
}
