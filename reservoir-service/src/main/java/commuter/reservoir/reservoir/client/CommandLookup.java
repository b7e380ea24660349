package commuter.reservoir.reservoir.client;

import commuter.schemas.CommandResult;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command.
 *
 * @param isSent whether the command is in the log, or was decided
 * @param result null while it is undecided
 */
public record CommandLookup(boolean isSent, @Nullable CommandResult result) {
    public static final CommandLookup NEVER_SENT = new CommandLookup(false, null);
    public static final CommandLookup UNDECIDED = new CommandLookup(true, null);

    public static CommandLookup decided(CommandResult result) {
        return new CommandLookup(true, result);
    }
}
