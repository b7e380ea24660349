package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The caller that a key or a token authenticates. */
class AuthenticatorTest {
    private static final String READER = "reader-".repeat(6);
    private static final String DRIVER = "driver-".repeat(6);
    private static final String SECRET = "a secret of more than thirty-two bytes";
    private static final AccessSettings.JwtSettings NO_TOKENS = new AccessSettings.JwtSettings("", null, "", "", false);

    private final Authenticator byKey = Authenticator.of(new AccessSettings(
            false,
            Map.of(
                    "reader", new AccessSettings.KeySettings(READER, "", List.of("read"), List.of("1A", "2B")),
                    "driver", new AccessSettings.KeySettings("", Sha256.hex(DRIVER), List.of("read", "command"), null)),
            "",
            NO_TOKENS,
            ""));
    private final Authenticator bySecret = byTokens(new AccessSettings.JwtSettings(SECRET, null, "", "", false));

    @Test
    void withoutKeysAndTokensAllCallersMayDoEverything() {
        Authenticator open = byTokens(NO_TOKENS);

        assertThat(open.isOpen()).isTrue();
        assertThat(open.identifyByHeader(null)).isEqualTo(Caller.ANYONE);
        assertThat(open.identifyByHeader("Basic whatever").scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void aKeyOpensItsScopesAndNoOthersWhetherGivenByValueOrByDigest() {
        Caller driver = byKey.identifyByHeader("Bearer " + DRIVER);
        Caller reader = byKey.identifyByHeader("bearer " + READER);

        assertThat(driver.name()).isEqualTo("driver");
        assertThat(driver.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.COMMAND);
        assertThat(driver.isRestricted()).isFalse();
        assertThat(driver.sees("6F")).isTrue();
        assertThat(reader.scopes()).containsExactly(Scope.READ);
        assertThat(reader.sees("1A")).isTrue();
        assertThat(reader.sees("6F")).isFalse();
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> reader.require(Scope.COMMAND));
        assertThat(refused.refusal().status()).isEqualTo(403);
        assertThat(refused.refusal().detail()).contains("scope command");
        assertThat(refused.refusal().challenge()).contains("insufficient_scope", "scope=\"command\"");
    }

    @Test
    void whatIsNoKeyIsRefusedAndNotRepeated() {
        assertRefused(byKey, null, 401, "API key");
        assertRefused(byKey, "Bearer " + DRIVER + "x", 401, "no key");
        assertRefused(byKey, "Bearer " + Sha256.hex(DRIVER), 401, "no key");
        assertRefused(byKey, "Basic " + DRIVER, 401, "must be Bearer");
        assertRefused(byKey, "Bearer", 401, "must be Bearer");
        assertRefused(byKey, DRIVER, 401, "must be Bearer");
    }

    @Test
    void aTokenOpensTheScopesThatItClaims() throws Exception {
        JWTClaimsSet claims =
                Issuer.claims("read seed admin").claim("routes", List.of("1A")).build();
        Caller caller = bySecret.identify(hs256(claims));

        assertThat(caller.name()).isEqualTo("tester");
        assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.SEED);
        assertThat(caller.routes()).containsExactly("1A");
        JWTClaimsSet none = Issuer.claims("read").claim("routes", List.of()).build();
        assertThat(bySecret.identify(hs256(none)).sees("1A"))
                .as("a claim of no routes")
                .isFalse();
        JWTClaimsSet nothing = Issuer.claims("read")
                .claim("routes", null)
                .serializeNullClaims(true)
                .build();
        assertThat(bySecret.identify(hs256(nothing)).sees("1A"))
                .as("a claim that is null")
                .isFalse();
    }

    @Test
    void aTokenThatDoesNotHoldIsRefused() throws Exception {
        JWTClaimsSet good = Issuer.claims("read").build();

        assertRefused(bySecret, "Bearer " + Issuer.unsigned(good), 401, "signature");
        assertRefused(bySecret, "Bearer " + hs256(good, "another" + SECRET), 401, "signature");
        assertRefused(bySecret, "Bearer " + hs256(good).replaceFirst("\\..*\\.", ".e30."), 401, "signature");
        assertRefused(
                bySecret,
                "Bearer " + Issuer.sign(good, JWSAlgorithm.HS512, (SECRET + SECRET).getBytes(StandardCharsets.UTF_8)),
                401,
                "signature");
        assertRefused(
                bySecret,
                "Bearer " + hs256(Issuer.claims("read").expirationTime(past()).build()),
                401,
                "expired");
        assertRefused(
                bySecret,
                "Bearer " + hs256(Issuer.claims("read").expirationTime(null).build()),
                401,
                "exp");
        assertRefused(bySecret, "Bearer not.a.token", 401, "signature");
    }

    @Test
    void aTokenIsCheckedWithTheIssuersPublicKeysWithFewCalls() throws Exception {
        try (Issuer issuer = new Issuer()) {
            Authenticator authenticator = byTokens(publicKeys(issuer));

            for (int i = 0; i < 20; i++) {
                assertThat(authenticator
                                .identify(issuer.sign(Issuer.claims("command").build()))
                                .scopes())
                        .containsExactly(Scope.COMMAND);
            }
            assertThat(issuer.timesAsked()).isEqualTo(1);
        }
    }

    @Test
    void aTokenForOthersOrOfOthersIsRefused() throws Exception {
        try (Issuer issuer = new Issuer()) {
            Authenticator authenticator = byTokens(publicKeys(issuer));
            JWTClaimsSet good = Issuer.claims("read").build();

            assertRefused(
                    authenticator,
                    "Bearer "
                            + issuer.sign(
                                    Issuer.claims("read").audience("other").build()),
                    401,
                    "aud");
            assertRefused(
                    authenticator,
                    "Bearer "
                            + issuer.sign(Issuer.claims("read")
                                    .issuer("https://other.example")
                                    .build()),
                    401,
                    "iss");
            assertRefused(authenticator, "Bearer " + Issuer.sign(good, Issuer.rsaKey("one")), 401, "signature");
            assertRefused(authenticator, "Bearer " + Issuer.unsigned(good), 401, "signature");
            assertRefused(
                    authenticator,
                    "Bearer "
                            + Issuer.sign(
                                    good,
                                    JWSAlgorithm.HS256,
                                    issuer.key().toRSAPublicKey().getEncoded()),
                    401,
                    "signature");
        }
    }

    @Test
    void tokensCannotBeDecidedOnWithoutTheKeysOfTheirIssuer() throws Exception {
        Issuer issuer = new Issuer();
        Authenticator authenticator = byTokens(publicKeys(issuer));
        issuer.close();

        assertRefused(
                authenticator, "Bearer " + issuer.sign(Issuer.claims("read").build()), 503, "try again later");
    }

    private static void assertRefused(Authenticator authenticator, String header, int status, String because) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> authenticator.identifyByHeader(header));
        assertThat(refused).as("%s", header).isNotNull();
        String told = refused.refusal() + new String(refused.refusal().toJson(), StandardCharsets.UTF_8);
        assertThat(refused.refusal().status()).isEqualTo(status);
        assertThat(told).contains(because);
        if (header != null && header.length() > 20) {
            assertThat(told).doesNotContain(header.substring(header.length() - 10));
        }
    }

    private static Authenticator byTokens(AccessSettings.JwtSettings jwt) {
        return Authenticator.of(new AccessSettings(false, Map.of(), "", jwt, ""));
    }

    private static AccessSettings.JwtSettings publicKeys(Issuer issuer) {
        return new AccessSettings.JwtSettings("", URI.create(issuer.keysUrl()), Issuer.NAME, Issuer.AUDIENCE, false);
    }

    private static String hs256(JWTClaimsSet claims) throws Exception {
        return hs256(claims, SECRET);
    }

    private static String hs256(JWTClaimsSet claims, String secret) throws Exception {
        return Issuer.sign(claims, JWSAlgorithm.HS256, secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Date past() {
        return Date.from(Instant.now().minusSeconds(3600));
    }
}
