package commuter.schemas;

/** Why a command was rejected. */
public enum RejectionReason {
    /** Neither the reservoir nor Strapi knows the passenger. */
    UNKNOWN_PASSENGER,
    /** The passenger's status does not allow the command. */
    ILLEGAL_TRANSITION,
    /** The command's {@code expires_at} had passed when it was decided. */
    EXPIRED_COMMAND,
    /** Another vehicle, or this one earlier, boarded the passenger. */
    ALREADY_BOARDED,
    /** The passenger belongs to another reservoir than the command names. */
    WRONG_RESERVOIR,
    /** The {@code command_id} was used for another command: for another passenger, type or vehicle. Take a new one. */
    COMMAND_ID_REUSED,
    /** The command itself is malformed, or Strapi refused the row to which it led. */
    INVALID,
    /** The passenger was changed in Strapi meanwhile, and the command no longer applies. */
    CONFLICT
}
