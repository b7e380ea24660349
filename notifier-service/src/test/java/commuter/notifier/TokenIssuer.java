package commuter.notifier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Issues tokens for readers, which a notifier with the same secret accepts. */
final class TokenIssuer {
    static final String SECRET = "a secret that the issuer and the notifiers share";

    private TokenIssuer() {}

    /** @param route the only route that the token allows; null for all */
    static String token(Instant end, @Nullable String route) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("tester")
                        .claim("scope", "read")
                        .claim("routes", route)
                        .expirationTime(Date.from(end))
                        .build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }
}
