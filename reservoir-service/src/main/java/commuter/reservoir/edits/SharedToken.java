package commuter.reservoir.edits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The shared token: the reservoir sends it to Strapi, and Strapi sends it to the reservoir. Thread-safe. */
final class SharedToken {
    private final byte[] authorization;

    SharedToken(String token) {
        authorization = ("Bearer " + token).getBytes(UTF_8);
    }

    /** Compares in constant time: the time does not tell how much of a token is right. */
    boolean isIn(@Nullable String authorizationHeader) {
        return authorizationHeader != null && MessageDigest.isEqual(authorization, authorizationHeader.getBytes(UTF_8));
    }
}
