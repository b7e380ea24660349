package commuter.system.workload;

import static commuter.schemas.CommandType.ALIGHT;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static commuter.schemas.CommandType.REINSTATE;

import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * All commands for one passenger, in the order in which they are sent. A fifth of all commands is sent twice or is not
 * allowed: out of order, by the wrong vehicle, too late, for an unknown passenger, or to the wrong reservoir.
 */
final class PassengerJourney {
    private static final double SENT_TWICE = 0.12;
    private static final double FOLLOWED_BY_NONSENSE = 0.13;
    private static final String BUS = "BUS-1";
    private static final String ANOTHER_BUS = "BUS-2";

    private final SpawnRequest passenger;
    private final ReservoirId another;
    private final Random random;
    private final List<PassengerCommand> commands = new ArrayList<>();

    private PassengerJourney(SpawnRequest passenger, ReservoirId another, Random random) {
        this.passenger = passenger;
        this.another = another;
        this.random = random;
    }

    /** @param another a reservoir other than the passenger's */
    static List<PassengerCommand> of(SpawnRequest passenger, ReservoirId another, Random random) {
        PassengerJourney passengerJourney = new PassengerJourney(passenger, another, random);
        int kind = random.nextInt(100);
        if (kind < 30) {
            passengerJourney.take(BOARD, ALIGHT);
        } else if (kind < 40) {
            passengerJourney.take(BOARD);
        } else if (kind < 50) {
            passengerJourney.take(CANCEL);
        } else if (kind >= 85) {
            passengerJourney.take(CANCEL, REINSTATE, BOARD, ALIGHT);
        } else if (kind >= 80) {
            passengerJourney.take(BOARD, CANCEL, REINSTATE);
        }
        return passengerJourney.commands;
    }

    static PassengerCommand cancellation(SpawnRequest passenger) {
        return command(CANCEL, passenger.passengerId(), passenger.reservoir(), BUS, Instant.now(), null);
    }

    private void take(CommandType... steps) {
        for (CommandType step : steps) {
            PassengerCommand command = command(step, BUS);
            commands.add(command);
            if (random.nextDouble() < SENT_TWICE) {
                commands.add(command);
            }
            if (random.nextDouble() < FOLLOWED_BY_NONSENSE) {
                commands.add(random.nextBoolean() ? outOfTurn(step) : nonsense());
            }
        }
    }

    /** Commands that the rules do not allow after a step. */
    private PassengerCommand outOfTurn(CommandType step) {
        return switch (step) {
            case BOARD -> random.nextBoolean() ? command(BOARD, ANOTHER_BUS) : command(ALIGHT, ANOTHER_BUS);
            case ALIGHT -> random.nextBoolean() ? command(BOARD, BUS) : command(CANCEL, BUS);
            case CANCEL -> random.nextBoolean() ? command(ALIGHT, BUS) : command(CANCEL, BUS);
            case REINSTATE, REFRESH -> random.nextBoolean() ? command(REINSTATE, BUS) : command(ALIGHT, BUS);
        };
    }

    /** Commands that the rules never allow. */
    private PassengerCommand nonsense() {
        Instant now = Instant.now();
        return switch (random.nextInt(3)) {
            case 0 -> command(CANCEL, SomePassenger.newId(), passenger.reservoir(), null, now, null);
            case 1 -> command(CANCEL, passenger.passengerId(), another, null, now, null);
            default ->
                command(
                        CANCEL,
                        passenger.passengerId(),
                        passenger.reservoir(),
                        null,
                        now.minusSeconds(60),
                        now.minusSeconds(30));
        };
    }

    private PassengerCommand command(CommandType type, String vehicleId) {
        return command(type, passenger.passengerId(), passenger.reservoir(), vehicleId, Instant.now(), null);
    }

    private static PassengerCommand command(
            CommandType type,
            String passengerId,
            ReservoirId reservoir,
            String vehicleId,
            Instant issuedAt,
            Instant expiresAt) {
        String id = "command-" + UUID.randomUUID();
        return new PassengerCommand(id, type, passengerId, reservoir, vehicleId, issuedAt, expiresAt);
    }
}
