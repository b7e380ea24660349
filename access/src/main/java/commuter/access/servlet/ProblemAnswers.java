package commuter.access.servlet;

import commuter.access.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers refusals as problem+json, with a challenge where required. */
final class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        write(response, refusal(why));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        boolean told = why instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof RuleCheck.Denied;
        write(
                response,
                told
                        ? ((RuleCheck.Denied) ((AuthorizationDeniedException) why).getAuthorizationResult()).refusal()
                        : Refusal.forbidden("This call is closed"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        write(
                response,
                new Refusal(
                        400,
                        "Bad Request",
                        "The address or a header of this call is malformed. In a path, ids are percent-encoded: / as %2F,"
                                + " ; as %3B, \\ as %5C, % as %25",
                        null,
                        null));
    }

    static void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        if (refusal.challenge() != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge());
        }
        if (refusal.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(Refusal.CONTENT_TYPE);
        response.getOutputStream().write(refusal.toJson());
    }

    private static Refusal refusal(AuthenticationException why) {
        if (why instanceof UnknownCallerException unknown) {
            return unknown.refusal();
        }
        return why instanceof org.springframework.security.oauth2.core.OAuth2AuthenticationException
                ? Refusal.invalid("The header Authorization must be Bearer and a key or a token")
                : Refusal.missing();
    }
}
