package commuter.reservoir.passenger;

import static commuter.schemas.RejectionReason.ALREADY_BOARDED;
import static commuter.schemas.RejectionReason.EXPIRED_COMMAND;
import static commuter.schemas.RejectionReason.ILLEGAL_TRANSITION;
import static commuter.schemas.RejectionReason.INVALID;
import static commuter.schemas.RejectionReason.WRONG_RESERVOIR;

import commuter.schemas.EventType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import java.time.Instant;

/**
 * Decides commands:
 *
 * <pre>
 * WAITING -> BOARDED | CANCELLED | EXPIRED      BOARDED -> ALIGHTED | CANCELLED      CANCELLED -> WAITING
 * </pre>
 *
 * ALIGHTED and EXPIRED are final, and every other command is rejected with a reason. Pure functions.
 */
public final class StateMachine {
    private StateMachine() {}

    /** Decides {@code command} for a passenger in {@code state}, at the instant {@code now}. */
    public static Decision decide(PassengerState state, PassengerCommand command, Instant now) {
        Passenger passenger = state.passenger();
        if (!command.reservoir().equals(passenger.reservoir())) {
            return refuse(WRONG_RESERVOIR, "the passenger belongs to " + passenger.reservoir());
        }
        if (command.expiresAt() != null && command.expiresAt().isBefore(now)) {
            return refuse(EXPIRED_COMMAND, "the command expired at " + command.expiresAt());
        }
        try {
            return step(state, command);
        } catch (InvalidRecordException e) {
            // Times that are computed from the command's time may be outside of the range that can be written.
            return refuse(INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static Decision step(PassengerState state, PassengerCommand command) {
        return switch (command.type()) {
            case BOARD -> board(state, command);
            case ALIGHT -> alight(state, command);
            case CANCEL -> cancel(state, command);
            case REINSTATE -> reinstate(state, command);
            case REFRESH ->
                illegal(state, command); // This is not a step of the passenger: the reservoir reads the row from Strapi
            // instead.
        };
    }

    private static Decision board(PassengerState state, PassengerCommand command) {
        String vehicleId = command.vehicleId();
        if (vehicleId == null) {
            return refuse(INVALID, "vehicle_id is required to board");
        }
        if (state instanceof Waiting waiting) {
            return new Decision.Accepted(waiting.board(vehicleId, command.issuedAt()), EventType.BOARDED);
        }
        if (state instanceof Boarded boarded) {
            Passenger passenger = boarded.passenger();
            return refuse(
                    ALREADY_BOARDED, "boarded by vehicle " + passenger.vehicleId() + " at " + passenger.boardedAt());
        }
        return illegal(state, command);
    }

    private static Decision alight(PassengerState state, PassengerCommand command) {
        if (!(state instanceof Boarded boarded)) {
            return illegal(state, command);
        }
        String vehicleId = boarded.passenger().vehicleId();
        if (command.vehicleId() != null && !command.vehicleId().equals(vehicleId)) {
            return refuse(ILLEGAL_TRANSITION, "the passenger is on board of vehicle " + vehicleId);
        }
        return new Decision.Accepted(boarded.alight(command.issuedAt()), EventType.ALIGHTED);
    }

    private static Decision cancel(PassengerState state, PassengerCommand command) {
        if (state instanceof Waiting waiting) {
            return new Decision.Accepted(waiting.cancel(command.issuedAt()), EventType.CANCELLED);
        }
        if (state instanceof Boarded boarded) {
            return new Decision.Accepted(boarded.cancel(command.issuedAt()), EventType.CANCELLED);
        }
        return illegal(state, command);
    }

    private static Decision reinstate(PassengerState state, PassengerCommand command) {
        return state instanceof Cancelled cancelled
                ? new Decision.Accepted(cancelled.reinstate(command.issuedAt()), EventType.STATE_CHANGED)
                : illegal(state, command);
    }

    private static Decision illegal(PassengerState state, PassengerCommand command) {
        return refuse(
                ILLEGAL_TRANSITION,
                command.type() + " is not possible: the passenger is "
                        + state.passenger().status());
    }

    private static Decision refuse(RejectionReason reason, String message) {
        return new Decision.Refused(new Rejection(reason, message));
    }
}
