package commuter.system.workload;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.RejectionReason;
import commuter.standalone.Pipeline;
import commuter.system.support.KafkaClient;
import commuter.system.support.Size;
import commuter.system.truth.Accounts;
import commuter.system.truth.Truth;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** All kinds of records at full speed on 20 routes, followed by the audit. */
public final class BusyDay {
    private static final int REQUESTS = Size.of(3_000, 200_000);
    private static final int ROUTES = 20;

    private BusyDay() {}

    /** Runs it, and fails unless every record has its result, and every kind of record was among them. */
    public static void happensTo(Pipeline pipeline, KafkaClient kafka) throws IOException {
        TestWorkload testWorkload = new TestWorkload(ROUTES, 1);
        testWorkload.publish(REQUESTS, kafka);

        Accounts accounts = new Truth(pipeline, List.of(kafka), testWorkload.reservoirs()).audit();

        assertThat(accounts.spawned()).isEqualTo(REQUESTS - testWorkload.spoilt());
        assertThat(accounts.repeated()).isPositive();
        assertThat(accounts.expired()).isPositive();
        assertThat(accounts.accepted()).as("those in their turn").isGreaterThan(REQUESTS);
        assertThat(testWorkload.spoilt()).isGreaterThanOrEqualTo(Spoiling.values().length);
        assertThat(testWorkload.reservoirs().stream()
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
