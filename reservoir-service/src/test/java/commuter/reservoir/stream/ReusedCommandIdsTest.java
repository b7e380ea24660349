package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.START;
import static commuter.reservoir.stream.Stream.command;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.stream.model.Node;
import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.RejectionReason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id stands for one command: for its type, passenger and vehicle. */
class ReusedCommandIdsTest {
    private final Stream stream = new Stream();

    @BeforeEach
    void spawn() {
        stream.spawn(1);
        stream.spawn(2);
        stream.settle();
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @ParameterizedTest
    @CsvSource({"BOARD, 1, V2", "BOARD, 2, V1", "ALIGHT, 1, V1", "CANCEL, 2, ", "REINSTATE, 1, "})
    void anIdOfADecidedCommandIsRefusedForAnother(CommandType type, int passenger, String vehicle) {
        send(command("c", BOARD, 1, "V1"));
        stream.settle();
        CommandResult first = stream.results().get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);

        send(command("c", type, passenger, vehicle));
        stream.settle();

        assertRefused(stream.results(), type);
        assertThat(stream.events()).extracting(PassengerEvent::type).doesNotContain(EventType.ALIGHTED);
        send(command("c", BOARD, 1, "V1"));
        stream.settle();
        assertThat(stream.results()).as("the first keeps its result").containsExactly(first);
    }

    @Test
    void soIsAnIdOfACommandThatIsStillOnItsWay() {
        send(command("c", BOARD, 1, "V1"));
        send(command("c", ALIGHT, 1, null));
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertRefused(results.subList(1, results.size()), ALIGHT);
    }

    /** A repeated call may have a new time. */
    @Test
    void theSameCommandWithAnotherTimeIsTheSame() {
        PassengerCommand first = command("c", BOARD, 1, "V1");
        send(first);
        send(new PassengerCommand(
                "c",
                BOARD,
                first.passengerId(),
                first.reservoir(),
                "V1",
                START.plusSeconds(90),
                START.plusSeconds(999)));
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results).hasSize(2);
        assertThat(results.get(1)).isEqualTo(results.get(0));
    }

    @Test
    void aResultThatWasStoredWithoutAVehicleIsReadAndGivenAgain() {
        send(command("c", BOARD, 1, "V1"));
        stream.settle();
        CommandResult given = stream.results().get(0);
        CommandResult stored = new CommandResult(
                given.commandId(),
                given.type(),
                given.outcome(),
                given.reason(),
                given.message(),
                given.passengerId(),
                given.reservoir(),
                null,
                given.passenger(),
                given.decidedAt());
        stream.driver
                .<String, CommandResult>getWindowStore(Node.RESULT_STORE)
                .put("c", stored, given.decidedAt().toEpochMilli());

        send(command("c", BOARD, 1, "V1"));
        send(command("c", ALIGHT, 1, null));
        stream.settle();

        List<CommandResult> results = stream.results();
        assertThat(results.get(0)).isEqualTo(stored);
        assertRefused(results.subList(1, results.size()), ALIGHT);
    }

    private void send(PassengerCommand command) {
        stream.commands.pipeInput(command.reservoir(), command);
    }

    private static void assertRefused(List<CommandResult> results, CommandType type) {
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.type()).isEqualTo(type);
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.reason()).isEqualTo(RejectionReason.COMMAND_ID_REUSED);
            assertThat(result.message()).contains("BOARD of " + Stream.passengerId(1));
            assertThat(result.passenger()).isNull();
        });
    }
}
