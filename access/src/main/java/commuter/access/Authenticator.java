package commuter.access;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls, by what he shows: an API key or a token. A bean of every service. May block for a second or two
 * while it reads the keys of a tokens' issuer. Thread-safe.
 */
public final class Authenticator {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([^ ]+) *");

    private final boolean open;
    private final boolean forThisMachineOnly;
    private volatile ApiKeys keys;
    private final @Nullable Tokens tokens;
    private final Tickets tickets;

    private Authenticator(AccessSettings settings) {
        open = !settings.isSet();
        forThisMachineOnly = open && !settings.open();
        keys = new ApiKeys(settings.keys());
        tokens = settings.jwt().isSet() ? new Tokens(settings.jwt()) : null;
        // What is given out while everybody may call must not count where somebody has to be asked.
        tickets = new Tickets(open ? "" : settings.ticketSecret());
    }

    public static Authenticator of(AccessSettings settings) {
        return new Authenticator(settings);
    }

    /** Whether everybody may call, and nothing has to be shown. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Whether that is so because only this machine can call: pages of others, in a browser here, are then none of those
     * meant.
     */
    public boolean isForThisMachineOnly() {
        return forThisMachineOnly;
    }

    /**
     * Who it is that sent a header {@code Authorization: Bearer ...}.
     *
     * @throws RefusedException when that does not say who it is, and somebody has to
     */
    public Caller identifyByHeader(@Nullable String authorization) {
        if (open || authorization == null) {
            return identify(null);
        }
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw new RefusedException(Refusal.invalid("The header Authorization must be Bearer and a key or a token"));
        }
        return identify(bearer.group(1));
    }

    /**
     * Who it is that shows a key or a token; null for nothing.
     *
     * @throws RefusedException when that does not say who it is, and somebody has to
     */
    public Caller identify(@Nullable String shown) {
        if (open) {
            return Caller.ANYONE;
        }
        if (shown == null || shown.isEmpty()) {
            throw new RefusedException(Refusal.missing());
        }
        return keys.find(shown).orElseGet(() -> byToken(shown));
    }

    /**
     * A ticket that stands for a caller in an address, where a browser can send no header: it opens what may be read,
     * for {@link Tickets#GOOD_FOR}, on every instance that has the same secret.
     */
    public String ticketFor(Caller caller) {
        return tickets.issue(caller);
    }

    /**
     * For whom a ticket was made.
     *
     * @throws RefusedException when it is none, or too old
     */
    public Caller identifyByTicket(String ticket) {
        if (open) {
            return Caller.ANYONE;
        }
        Caller caller = tickets.read(ticket);
        if (!holds(caller)) {
            throw new RefusedException(Refusal.invalid("The key of this ticket has been removed or changed"));
        }
        return caller;
    }

    /**
     * Whether what a caller has shown is still good: the token has not ended, the key has not been removed and opens
     * the same. What lasts, such as a stream, has to ask again and again.
     */
    public boolean holds(Caller caller) {
        String fingerprint = caller.fingerprint();
        return !caller.hasEnded(Instant.now()) && (fingerprint == null || keys.has(fingerprint));
    }

    /** From now on these keys count, and no others. */
    void replaceKeys(ApiKeys changed) {
        keys = changed;
    }

    private Caller byToken(String shown) {
        if (tokens == null) {
            throw new RefusedException(Refusal.invalid("This is no key that is known"));
        }
        return tokens.read(shown);
    }
}
