package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.RejectionReason;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import commuter.system.truth.Accounts;
import commuter.system.truth.Truth;
import commuter.system.workload.Spoiling;
import commuter.system.workload.Workload;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TruthTest extends SystemTest {
    private static final int REQUESTS = Size.of(8_000, 200_000);
    private static final int ROUTES = 20;

    @Test
    void everyRecordOfABusyDayIsAccountedFor() throws Exception {
        Workload workload = new Workload(ROUTES, 1);
        workload.publish(REQUESTS, kafka);

        Accounts accounts = new Truth(pipeline, List.of(kafka), workload.reservoirs()).audit();

        assertThat(accounts.spawned()).isEqualTo(REQUESTS - workload.spoilt());
        assertThat(accounts.repeated()).isPositive();
        assertThat(accounts.expired()).isPositive();
        assertThat(accounts.accepted()).as("those in their turn").isGreaterThan(REQUESTS);
        assertThat(workload.spoilt()).isGreaterThanOrEqualTo(Spoiling.values().length);
        assertThat(workload.reservoirs().stream()
                        .flatMap(reservoir -> kafka.results(reservoir).stream())
                        .map(CommandResult::reason)
                        .collect(Collectors.toSet()))
                .as("all that can go wrong went wrong")
                .contains(
                        RejectionReason.UNKNOWN_PASSENGER,
                        RejectionReason.ILLEGAL_TRANSITION,
                        RejectionReason.EXPIRED_COMMAND,
                        RejectionReason.ALREADY_BOARDED,
                        RejectionReason.WRONG_RESERVOIR,
                        RejectionReason.INVALID);
    }
}
