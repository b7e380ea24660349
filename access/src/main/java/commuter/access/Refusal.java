package commuter.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a call is refused, in HTTP's terms: the problem of RFC 9457, and the challenge of RFC 6750. Never repeats the key
 * or token.
 *
 * @param challenge value of the header {@code WWW-Authenticate}; null for none
 * @param scope the scope that is missing; null when another reason applies
 * @param retryAfter how long to wait before the next call; null where waiting does not help
 */
public record Refusal(
        int status,
        String title,
        String detail,
        @Nullable String challenge,
        @Nullable Scope scope,
        @Nullable Duration retryAfter) {
    /** The media type of {@link #toJson()}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHALLENGE = "Bearer realm=\"commuter\"";

    public Refusal(int status, String title, String detail, @Nullable String challenge, @Nullable Scope scope) {
        this(status, title, detail, challenge, scope, null);
    }

    /** No key or token was sent. */
    public static Refusal missing() {
        return new Refusal(
                401,
                "Unauthorized",
                "This needs the header Authorization: Bearer with an API key or a token",
                CHALLENGE,
                null);
    }

    /** The key or token is not valid, for this reason. */
    public static Refusal invalid(String why) {
        return new Refusal(401, "Unauthorized", why, challenge("invalid_token", why), null);
    }

    /** The caller is authenticated, and lacks a scope. */
    public static Refusal lacking(Scope scope) {
        String why = "This needs the scope " + scope.text();
        String challenge = challenge("insufficient_scope", why) + ", scope=\"" + scope.text() + '"';
        return new Refusal(403, "Forbidden", why, challenge, scope);
    }

    /** The caller is authenticated, and no scope would allow this. */
    public static Refusal forbidden(String why) {
        return new Refusal(403, "Forbidden", why, null, null);
    }

    /** The token cannot be checked at the moment. */
    public static Refusal undecided(String why) {
        return new Refusal(503, "Service Unavailable", why, null, null);
    }

    /** The caller calls too often. */
    public static Refusal tooMany(String why, Duration retryAfter) {
        return new Refusal(429, "Too Many Requests", why, null, null, retryAfter);
    }

    /** Value of the header {@code Retry-After}, whole seconds; null for none. */
    public @Nullable String retryAfterSeconds() {
        return retryAfter == null
                ? null
                : String.valueOf(Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
    }

    /** The body of the answer. */
    public byte[] toJson() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        if (scope != null) {
            problem.put("scope", scope.text());
        }
        return JSON.writeValueAsBytes(problem);
    }

    private static String challenge(String error, String description) {
        return CHALLENGE + ", error=\"" + error + "\", error_description=\""
                + description.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "'") + '"';
    }
}
