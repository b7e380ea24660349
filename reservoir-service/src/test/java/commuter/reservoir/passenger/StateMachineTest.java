package commuter.reservoir.passenger;

import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static commuter.schemas.CommandType.REINSTATE;
import static commuter.schemas.PassengerStatus.ALIGHTED;
import static commuter.schemas.PassengerStatus.BOARDED;
import static commuter.schemas.PassengerStatus.CANCELLED;
import static commuter.schemas.PassengerStatus.EXPIRED;
import static commuter.schemas.PassengerStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.ValueRules;
import commuter.testing.SomePassenger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateMachineTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:30:00Z");
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");

    /** The whole state machine: every pair that is missing here must be refused. */
    private static final Map<PassengerStatus, Map<CommandType, PassengerStatus>> ALLOWED = Map.of(
            WAITING, Map.of(BOARD, BOARDED, CANCEL, CANCELLED),
            BOARDED, Map.of(ALIGHT, ALIGHTED, CANCEL, CANCELLED),
            CANCELLED, Map.of(REINSTATE, WAITING),
            ALIGHTED, Map.of(),
            EXPIRED, Map.of());

    static Stream<Arguments> everyStateTimesEveryCommand() {
        return Stream.of(PassengerStatus.values())
                .flatMap(status -> Stream.of(CommandType.values()).map(type -> Arguments.of(status, type)));
    }

    @ParameterizedTest
    @MethodSource("everyStateTimesEveryCommand")
    void allowsWhatTheMachineAllowsAndRefusesEverythingElse(PassengerStatus status, CommandType type) {
        PassengerStatus expected = ALLOWED.get(status).get(type);

        Decision decision = decide(status, command(type, RESERVOIR, null));

        if (expected == null) {
            assertThat(decision).isInstanceOf(Decision.Refused.class);
        } else {
            assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
                assertThat(accepted.next().passenger().status()).isEqualTo(expected);
                assertThat(accepted.next().passenger().version()).isEqualTo(8);
            });
        }
    }

    @Test
    void aCommandPastItsExpiryIsRefused() {
        Decision decision = decide(WAITING, command(BOARD, RESERVOIR, NOW.minusMillis(1)));

        assertThat(reason(decision)).isEqualTo(RejectionReason.EXPIRED_COMMAND);
    }

    @Test
    void aCommandForAnotherReservoirIsRefused() {
        Decision decision = decide(WAITING, command(BOARD, ReservoirId.route("2"), null));

        assertThat(reason(decision)).isEqualTo(RejectionReason.WRONG_RESERVOIR);
    }

    @Test
    void onlyTheVehicleThatCarriesAPassengerCanReportThemAlighted() {
        PassengerCommand command = new PassengerCommand("c", ALIGHT, id(), RESERVOIR, "other", NOW, null);

        assertThat(reason(decide(BOARDED, command))).isEqualTo(RejectionReason.ILLEGAL_TRANSITION);
    }

    @Test
    void aReinstatedPassengerWaitsAsLongAgainAndHasNoTrip() {
        Decision decision = decide(CANCELLED, command(REINSTATE, RESERVOIR, null));

        Passenger passenger = ((Decision.Accepted) decision).next().passenger();
        assertThat(passenger.expiresAt()).isEqualTo(NOW.plus(SpawnRequest.DEFAULT_PATIENCE));
        assertThat(passenger.vehicleId()).isNull();
        assertThat(passenger.cancelledAt()).isNull();
    }

    @Test
    void aStepToATimeThatNobodyCanWriteIsRefusedWithItsField() {
        Instant last = ValueRules.TOO_LATE.minusSeconds(60);
        PassengerCommand command = new PassengerCommand("c", REINSTATE, id(), RESERVOIR, null, last, null);

        Decision decision = decide(CANCELLED, command);

        assertThat(reason(decision)).isEqualTo(RejectionReason.INVALID);
        assertThat(((Decision.Refused) decision).rejection().message()).startsWith("expires_at: 2200-");
    }

    private static Decision decide(PassengerStatus status, PassengerCommand command) {
        return StateMachine.decide(PassengerState.of(passenger(status)), command, NOW);
    }

    private static RejectionReason reason(Decision decision) {
        return ((Decision.Refused) decision).rejection().reason();
    }

    private static PassengerCommand command(CommandType type, ReservoirId reservoir, Instant expiresAt) {
        return new PassengerCommand("c", type, id(), reservoir, "V1", NOW, expiresAt);
    }

    private static String id() {
        return SomePassenger.id(0);
    }

    private static Passenger passenger(PassengerStatus status) {
        return SomePassenger.of(RESERVOIR)
                .withId(id())
                .since(NOW.minus(Duration.ofMinutes(5)))
                .in("V1")
                .as(status, 7);
    }
}
