package commuter.reservoir.reservoir.client;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Outcome;
import commuter.schemas.ReservoirId;
import commuter.testing.SomePassenger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingResultsTest {
    private final PendingResults board = new PendingResults(3, 1_000);

    @Test
    void theLatestStayUpToANumber() {
        for (int n = 1; n <= 4; n++) {
            board.put(result(n), 10);
        }

        assertThat(board.find("c-1")).isEmpty();
        assertThat(board.find("c-2")).isPresent();
        assertThat(board.find("c-4")).isPresent();
    }

    @Test
    void largeResultsPushOutOthersAndWhatIsTooLargeDoesNotStay() {
        board.put(result(1), 600);
        board.put(result(1), 700);
        board.put(result(2), 300);
        assertThat(board.find("c-1")).isPresent();

        board.put(result(3), 100);
        assertThat(board.find("c-1")).isEmpty();
        assertThat(board.find("c-2")).isPresent();

        board.put(result(4), 100_000);
        assertThat(board.find("c-4")).isEmpty();
    }

    private static CommandResult result(int n) {
        return new CommandResult(
                "c-" + n,
                CommandType.CANCEL,
                Outcome.ACCEPTED,
                null,
                null,
                SomePassenger.id(n),
                ReservoirId.route("1A"),
                null,
                null,
                Instant.parse("2026-03-02T07:30:00Z"));
    }
}
