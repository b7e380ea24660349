package commuter.reservoir.passenger;

import commuter.schemas.RejectionReason;

/** Why a command is refused: a code for programs and a sentence for people. A value, not an exception. */
public record Rejection(RejectionReason reason, String message) {}
