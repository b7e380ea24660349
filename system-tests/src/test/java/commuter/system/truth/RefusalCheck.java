package commuter.system.truth;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerStatus;
import java.time.Instant;

/** Checks whether a rejection was justified. */
final class RefusalCheck {
    private RefusalCheck() {}

    static boolean isJust(PassengerCommand command, CommandResult result) {
        Passenger passenger = result.passenger();
        return switch (result.reason()) {
            case UNKNOWN_PASSENGER -> passenger == null;
            case ALREADY_BOARDED ->
                command.type() == CommandType.BOARD && passenger.status() == PassengerStatus.BOARDED;
            case ILLEGAL_TRANSITION -> isIllegal(command, passenger);
            case EXPIRED_COMMAND -> isOver(command.expiresAt(), result.decidedAt());
            case WRONG_RESERVOIR -> !passenger.reservoir().equals(command.reservoir());
            // Only the database knows the reason.
            case INVALID -> true;
            // Nobody edits rows here, and every command has its own id.
            case CONFLICT, COMMAND_ID_REUSED -> false;
        };
    }

    private static boolean isIllegal(PassengerCommand command, Passenger passenger) {
        return switch (command.type()) {
            case BOARD ->
                passenger.status() != PassengerStatus.WAITING && passenger.status() != PassengerStatus.BOARDED;
            case ALIGHT ->
                passenger.status() != PassengerStatus.BOARDED
                        || (command.vehicleId() != null && !command.vehicleId().equals(passenger.vehicleId()));
            case CANCEL ->
                passenger.status() != PassengerStatus.WAITING && passenger.status() != PassengerStatus.BOARDED;
            case REINSTATE -> passenger.status() != PassengerStatus.CANCELLED;
            case REFRESH -> false;
        };
    }

    private static boolean isOver(Instant expiresAt, Instant decidedAt) {
        return expiresAt != null && !expiresAt.isAfter(decidedAt);
    }
}
