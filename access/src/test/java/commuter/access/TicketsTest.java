package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import commuter.access.AccessSettings.JwtSettings;
import commuter.access.AccessSettings.KeySettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which caller a ticket represents, and for how long. */
class TicketsTest {
    private static final String SECRET = "a secret that two instances share";
    private static final String KEY = "reader-".repeat(6);
    private static final Instant SOON = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    private final Caller caller = new Caller("map", EnumSet.allOf(Scope.class), Set.of("1A", "2B"), SOON, null);

    @Test
    void anotherInstanceWithTheSameSecretKnowsTheCallerWhoMayThenReadOnly() {
        Caller known = access(SECRET).identifyByTicket(access(SECRET).ticketFor(caller));

        assertThat(known).isEqualTo(new Caller("map", Set.of(Scope.READ), Set.of("1A", "2B"), SOON, null));
        Caller everywhere = new Caller("all", Set.of(Scope.READ), null, null, null);
        assertThat(access(SECRET).identifyByTicket(access(SECRET).ticketFor(everywhere)))
                .isEqualTo(everywhere);
    }

    @Test
    void aTicketOfAnotherSecretOpensNothingNorDoesOneOfAnOpenInstance() {
        Authenticator open = Authenticator.of(
                new AccessSettings(false, Map.of(), "", new JwtSettings("", null, "", "", false), SECRET));

        assertRefused(access(""), access("").ticketFor(caller), "known");
        assertRefused(access(SECRET), open.ticketFor(Caller.ANYONE), "known");
    }

    @Test
    void aTicketIsNoTokenAndATokenNoTicket() throws Exception {
        Authenticator byToken = Authenticator.of(
                new AccessSettings(false, Map.of(), "", new JwtSettings(SECRET, null, "", "", false), SECRET));
        String token =
                Issuer.sign(Issuer.claims("read").build(), JWSAlgorithm.HS256, SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(byToken.identify(token).name()).isEqualTo("tester");
        assertRefused(byToken, token, "known");
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> byToken.identify(byToken.ticketFor(caller)));
        assertThat(refused.refusal().status()).isEqualTo(401);
    }

    @Test
    void whatIsTooOldOrNotSignedOrNoTicketIsRefused() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(1));
        Caller ended = new Caller("map", Set.of(Scope.READ), null, past.toInstant(), null);
        String old = signed(new JWTClaimsSet.Builder().subject("map").expirationTime(past));

        assertRefused(access(SECRET), old, "too old");
        assertRefused(access(SECRET), access(SECRET).ticketFor(ended), "too old");
        assertRefused(access(SECRET), new PlainJWT(Issuer.claims("read").build()).serialize(), "no ticket");
        assertRefused(access(SECRET), signed(new JWTClaimsSet.Builder().subject("map")), "no ticket");
        assertRefused(access(SECRET), KEY, "no ticket");
        assertRefused(access(SECRET), "", "no ticket");
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT ticket = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("ticket+jwt"))
                        .build(),
                claims.build());
        ticket.sign(new MACSigner(SECRET));
        return ticket.serialize();
    }

    private static Authenticator access(String ticketSecret) {
        return Authenticator.of(new AccessSettings(
                false,
                Map.of("reader", new KeySettings(KEY, "", List.of("read"), null)),
                "",
                new JwtSettings("", null, "", "", false),
                ticketSecret));
    }

    private static void assertRefused(Authenticator authenticator, String ticket, String because) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> authenticator.identifyByTicket(ticket));
        assertThat(refused.refusal().status()).isEqualTo(401);
        assertThat(refused.refusal().detail()).contains(because);
    }
}
