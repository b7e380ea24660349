package commuter.reservoir.reservoir.client;

import commuter.schemas.CommandResult;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command.
 *
 * @param isSent whether it is on its way, or was decided
 * @param result null while it is undecided
 */
public record CommandFinding(boolean isSent, @Nullable CommandResult result) {
    public static final CommandFinding NEVER_SENT = new CommandFinding(false, null);
    public static final CommandFinding UNDECIDED = new CommandFinding(true, null);

    public static CommandFinding decided(CommandResult result) {
        return new CommandFinding(true, result);
    }
}
