package commuter.reservoir.edits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token that the reservoir shows to Strapi, and Strapi to the reservoir. Thread-safe. */
final class SharedToken {
    private final byte[] authorization;

    SharedToken(String token) {
        authorization = ("Bearer " + token).getBytes(UTF_8);
    }

    /** Takes as long for a token that is nearly right as for one that is not. */
    boolean isIn(@Nullable String authorizationHeader) {
        return authorizationHeader != null && MessageDigest.isEqual(authorization, authorizationHeader.getBytes(UTF_8));
    }
}
