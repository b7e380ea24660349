package commuter.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issues and checks tickets. They are signed instead of stored, so every instance with the same secret accepts them.
 * They have their own type: a ticket is not valid as a token, and a token is not valid as a ticket. Thread-safe.
 */
public final class Tickets {
    /** How long a ticket may be used to open a connection. The connection itself may last longer. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("ticket+jwt"))
            .build();
    private static final String ROUTES = "routes";
    private static final String UNTIL = "until";
    private static final String FINGERPRINT = "key";
    private static final int SECRET_BYTES = 32;

    private final byte[] secret;

    /** @param secret empty for a random secret of this instance */
    Tickets(String secret) {
        this.secret = secret.isEmpty() ? random() : secret.getBytes(StandardCharsets.UTF_8);
    }

    String issue(Caller caller) {
        Instant until = caller.until();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(caller.name())
                .claim(ROUTES, caller.routes() == null ? null : List.copyOf(caller.routes()))
                .claim(UNTIL, until == null ? null : until.toEpochMilli())
                .claim(FINGERPRINT, caller.fingerprint())
                .expirationTime(Date.from(Instant.now().plus(GOOD_FOR)))
                .build();
        SignedJWT ticket = new SignedJWT(HEADER, claims);
        try {
            ticket.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
        return ticket.serialize();
    }

    /** @throws RefusedException when it is not a valid ticket, or too old */
    Caller read(String shown) {
        try {
            SignedJWT ticket = SignedJWT.parse(shown);
            if (!HEADER.getType().equals(ticket.getHeader().getType()) || !ticket.verify(new MACVerifier(secret))) {
                throw new RefusedException(Refusal.invalid("This is no ticket that is known"));
            }
            return read(ticket.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            throw new RefusedException(Refusal.invalid("This is no ticket"));
        }
    }

    private static Caller read(JWTClaimsSet claims) throws ParseException {
        Instant now = Instant.now();
        Instant until = instant(claims.getLongClaim(UNTIL));
        Date end = claims.getExpirationTime();
        if (end == null || claims.getSubject() == null) {
            throw new ParseException("incomplete", 0);
        }
        if (end.toInstant().isBefore(now) || (until != null && until.isBefore(now))) {
            throw new RefusedException(
                    Refusal.invalid("The ticket is too old: it is good for " + GOOD_FOR.toSeconds() + " s"));
        }
        List<String> routes = claims.getStringListClaim(ROUTES);
        return new Caller(
                claims.getSubject(),
                EnumSet.of(Scope.READ),
                routes == null ? null : Set.copyOf(routes),
                until,
                claims.getStringClaim(FINGERPRINT));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static byte[] random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
