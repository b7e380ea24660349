package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.command;
import static commuter.reservoir.stream.Stream.passengerId;
import static commuter.reservoir.stream.Stream.request;
import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators see in numbers what becomes of the records, by reason. */
class OutcomeCountersTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void eachCommandIsCountedAsAcceptedOrRejectedByItsReason() {
        stream.spawn(1);
        stream.settle();
        stream.send(BOARD, 1, "BUS-1");
        stream.send(BOARD, 1, "BUS-2");
        stream.send(BOARD, 2, "BUS-1");
        stream.settle();

        assertThat(count("accepted")).isEqualTo(1);
        assertThat(count("rejections", "reason", "ALREADY_BOARDED")).isEqualTo(1);
        assertThat(count("rejections", "reason", "UNKNOWN_PASSENGER")).isEqualTo(1);
        assertThat(count("rejections", "reason", "INVALID")).isZero();
    }

    @Test
    void whatComesAgainIsCountedApartWhetherItsFirstIsWrittenYetOrNot() {
        stream.spawn(1);
        stream.spawn(1);
        stream.settle();
        stream.commands.pipeInput(RESERVOIR, command("twice", BOARD, 1, "BUS-1"));
        stream.commands.pipeInput(RESERVOIR, command("twice", BOARD, 1, "BUS-1"));
        stream.settle();
        stream.send(ALIGHT, 1, "BUS-1");
        stream.settle();
        stream.spawn(1);
        stream.settle();

        assertThat(count("duplicates", "kind", "COMMAND")).isEqualTo(1);
        assertThat(count("duplicates", "kind", "SPAWN_REQUEST"))
                .as("one while they wait, one after they have left")
                .isEqualTo(2);
        assertThat(count("accepted")).isEqualTo(2);
        assertThat(count("rejections", "reason", "COMMAND_ID_REUSED")).isZero();
    }

    @Test
    void aCommandIdOfAnotherCommandIsARejection() {
        stream.spawn(1);
        stream.settle();
        stream.commands.pipeInput(RESERVOIR, command("same", BOARD, 1, "BUS-1"));
        stream.commands.pipeInput(RESERVOIR, command("same", ALIGHT, 1, "BUS-1"));
        stream.settle();

        assertThat(count("rejections", "reason", "COMMAND_ID_REUSED")).isEqualTo(1);
        assertThat(count("duplicates", "kind", "COMMAND")).isZero();
    }

    @Test
    void deadLettersAreCountedByTheirCause() {
        stream.rawCommands.pipeInput(RESERVOIR.toString().getBytes(UTF_8), "no JSON".getBytes(UTF_8));
        stream.rows.refuse(passengerId(1));
        stream.spawn(1);
        stream.spawn(2);
        stream.settle();
        ReservoirId other = ReservoirId.route("other");
        stream.spawnRequests.pipeInput(other, request(other, 2));
        stream.settle();

        assertThat(count("dead.letters", "reason", "MALFORMED")).isEqualTo(1);
        assertThat(count("dead.letters", "reason", "REFUSED")).isEqualTo(1);
        assertThat(count("dead.letters", "reason", "FAILED")).isZero();
    }

    @Test
    void aChangeThatMeetsAnotherRowInStrapiIsAConflict() {
        stream.spawn(1);
        stream.settle();
        Passenger waiting = stream.rows.row(passengerId(1));
        stream.rows.edit(waiting.next(PassengerStatus.CANCELLED)
                .cancelledAt(Stream.START)
                .build());
        stream.send(BOARD, 1, "BUS-1");
        stream.settle();

        assertThat(count("conflicts")).isEqualTo(1);
        assertThat(count("rejections", "reason", "CONFLICT")).isEqualTo(1);
        assertThat(count("accepted")).isZero();
    }

    private double count(String name, String... tags) {
        return stream.meters
                .get("commuter.reservoir." + name)
                .tags(tags)
                .counter()
                .count();
    }
}
