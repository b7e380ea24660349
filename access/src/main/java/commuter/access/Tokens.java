package commuter.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import commuter.access.AccessSettings.JwtSettings;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens and reads the claims {@code scope} (or {@code scp}) and {@code routes}. The settings decide which
 * algorithms are allowed, never the token. Blocks while it reads the issuer's keys: rarely, and for a second or two at
 * most. Thread-safe.
 */
final class Tokens {
    private static final Set<SignatureAlgorithm> PUBLIC_KEY_ALGORITHMS =
            EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);

    private final NimbusJwtDecoder decoder;

    Tokens(JwtSettings settings) {
        URI url = settings.jwksUrl();
        decoder = url == null ? sharedSecret(settings.secret()) : publicKeys(url);
        decoder.setJwtValidator(validator(settings));
    }

    /** @throws RefusedException when the token is not valid, or when it cannot be checked now */
    Caller read(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            return new Caller(
                    Objects.requireNonNullElse(jwt.getSubject(), "a token"),
                    scopes(jwt.getClaims().get(jwt.hasClaim("scope") ? "scope" : "scp")),
                    routes(jwt),
                    jwt.getExpiresAt(),
                    null);
        } catch (JwtValidationException e) {
            String why = e.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining("; "));
            throw new RefusedException(Refusal.invalid("The token is not valid: " + why));
        } catch (BadJwtException e) {
            throw new RefusedException(
                    Refusal.invalid("This is no key that is known, and no token with a valid signature"));
        } catch (JwtException e) {
            throw new RefusedException(
                    Refusal.undecided("The keys of the tokens' issuer cannot be read; try again later"));
        }
    }

    private static NimbusJwtDecoder sharedSecret(String secret) {
        return NimbusJwtDecoder.withSecretKey(
                        new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MacAlgorithm.HS256.getName()))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
    }

    /** Cached for minutes and read rarely, so that many unknown tokens do not cause many calls of the issuer. */
    private static NimbusJwtDecoder publicKeys(URI url) {
        try {
            return NimbusJwtDecoder.withJwkSource(JWKSourceBuilder.<SecurityContext>create(url.toURL())
                            .retrying(true)
                            .outageTolerant(true)
                            .build())
                    .jwsAlgorithms(algorithms -> algorithms.addAll(PUBLIC_KEY_ALGORITHMS))
                    .jwtProcessorCustomizer(
                            processor -> processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)))
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static OAuth2TokenValidator<Jwt> validator(JwtSettings settings) {
        JwtTimestampValidator time = new JwtTimestampValidator();
        time.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(List.of(time, type));
        if (!settings.issuer().isEmpty()) {
            all.add(new JwtIssuerValidator(settings.issuer()));
        }
        if (!settings.audience().isEmpty()) {
            all.add(new JwtAudienceValidator(settings.audience()));
        }
        return new DelegatingOAuth2TokenValidator<>(all);
    }

    private static Set<Scope> scopes(@Nullable Object claim) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        texts(claim).forEach(text -> Scope.find(text).ifPresent(scopes::add));
        return scopes;
    }

    /** If the claim exists, it restricts the caller, whatever its value is, even null. */
    private static @Nullable Set<String> routes(Jwt jwt) {
        Map<String, Object> claims = jwt.getClaims();
        return claims.containsKey("routes") ? Set.copyOf(texts(claims.get("routes"))) : null;
    }

    /** Texts separated by spaces, or a list of texts. */
    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return claim instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
    }
}
