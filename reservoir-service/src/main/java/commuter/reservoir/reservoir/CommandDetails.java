package commuter.reservoir.reservoir;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields that all commands have.
 *
 * @param commandId a repeated id gets the same result again
 * @param issuedAt when it happened in reality
 * @param expiresAt after this instant the command is refused; null means never
 */
public record CommandDetails(
        String commandId,
        String passengerId,
        Instant issuedAt,
        @Nullable Instant expiresAt) {

    /** Details with a new id, issued now. */
    public static CommandDetails of(String passengerId) {
        return new CommandDetails(UUID.randomUUID().toString(), passengerId, Instant.now(), null);
    }
}
