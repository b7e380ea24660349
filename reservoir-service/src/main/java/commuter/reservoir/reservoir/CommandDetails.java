package commuter.reservoir.reservoir;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all commands have in common.
 *
 * @param commandId the same id again gets the same result again
 * @param issuedAt when it happened in the street
 * @param expiresAt past this instant the command is refused; null means never
 */
public record CommandDetails(
        String commandId,
        String passengerId,
        Instant issuedAt,
        @Nullable Instant expiresAt) {

    /** An order of now, with a new id. */
    public static CommandDetails of(String passengerId) {
        return new CommandDetails(UUID.randomUUID().toString(), passengerId, Instant.now(), null);
    }
}
