package commuter.reservoir.api;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.access.Caller;
import commuter.access.Scope;
import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;

/** What a caller sees of the stream's decision. */
class DecisionsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T08:12:00Z");
    private static final ReservoirId ROUTE = ReservoirId.route("1A");
    private static final String PASSENGER = "PASS_0123456789ABCDEF0123456789ABCDEF";
    private static final String USED = "BOARD of PASS_FEDCBA9876543210FEDCBA9876543210 by BUS-SECRET";

    private final PassengerCommand command = PassengerCommand.refresh("used", PASSENGER, ROUTE, NOW);
    private final CommandResult reused = CommandResult.reused(command, USED, NOW);

    @Test
    void whoIsRestrictedToARouteIsNotToldForWhatElseAnIdWasUsed() {
        Caller restricted = new Caller("bus", Set.of(Scope.READ), Set.of("1A"), null, null);

        ProblemDetail told = told(restricted);

        assertThat(told.getStatus()).isEqualTo(422);
        assertThat(told.toString()).contains("COMMAND_ID_REUSED").doesNotContain("BUS-SECRET");
    }

    @Test
    void whoMaySeeAllRoutesIsToldIt() {
        assertThat(told(Caller.ANYONE).toString()).contains(USED);
    }

    /** As the verbs of a reservoir fail: with a future that depends on the one whose time is over. */
    @Test
    void aCommandWhoseResultDoesNotComeInTimeIsUndecided() throws Exception {
        CompletableFuture<CommandResult> late = new CompletableFuture<CommandResult>()
                .orTimeout(1, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(CompletableFuture::failedFuture);

        assertThat(Decisions.of(late, "c1", Caller.ANYONE).get().getStatusCode().value())
                .isEqualTo(202);
    }

    private ProblemDetail told(Caller caller) {
        Object body = Decisions.decided(reused, caller).getBody();
        assertThat(body).isInstanceOf(ProblemDetail.class);
        return (ProblemDetail) Objects.requireNonNull(body);
    }
}
