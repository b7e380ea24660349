package commuter.access;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates callers by an API key or a token. It is a bean of every service. It may block for a second or two while
 * it reads the public keys of a token issuer. Thread-safe.
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
        // Tickets that were issued while no authentication was required must not be valid when it is required.
        tickets = new Tickets(open ? "" : settings.ticketSecret());
    }

    public static Authenticator of(AccessSettings settings) {
        return new Authenticator(settings);
    }

    /** Whether no authentication is required. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Whether that is so because only this machine can call. Web pages from elsewhere, in a browser on this machine,
     * must not use this.
     */
    public boolean isForThisMachineOnly() {
        return forThisMachineOnly;
    }

    /**
     * Authenticates the sender of a header {@code Authorization: Bearer ...}.
     *
     * @throws RefusedException when authentication is required and the header is missing or invalid
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
     * Authenticates a caller by a key or a token; null if they sent none.
     *
     * @throws RefusedException when authentication is required and the key or token is missing or invalid
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
     * Issues a ticket that represents a caller in an address, because a browser cannot send headers there. The ticket
     * allows what the caller may read, for {@link Tickets#GOOD_FOR}, on every instance that has the same secret.
     */
    public String ticketFor(Caller caller) {
        return tickets.issue(caller);
    }

    /**
     * The caller for whom a ticket was issued.
     *
     * @throws RefusedException when the ticket is invalid or too old
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
     * Whether a caller's authentication is still valid: the token has not expired, and the key has not been removed and
     * has the same rights. Long connections, such as streams, must check this repeatedly.
     */
    public boolean holds(Caller caller) {
        String fingerprint = caller.fingerprint();
        return !caller.hasEnded(Instant.now()) && (fingerprint == null || keys.has(fingerprint));
    }

    /** Replaces the valid keys. */
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
