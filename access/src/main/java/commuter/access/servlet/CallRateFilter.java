package commuter.access.servlet;

import commuter.access.CallRates;
import commuter.access.Caller;
import commuter.access.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses callers without a key or token who call too often. Callers who send one are counted after it has been
 * checked. The port for health and metrics has its own limits, and is not counted.
 */
final class CallRateFilter extends OncePerRequestFilter {
    private final CallRates rates;
    private final ManagementConnector management;
    private final BearerTokenResolver shown;

    CallRateFilter(CallRates rates, ManagementConnector management, BearerTokenResolver shown) {
        this.rates = rates;
        this.management = management;
        this.shown = shown;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!showsSomething(request)) {
                rates.count(address(request));
            }
        } catch (RefusedException e) {
            ProblemAnswers.write(response, e.refusal());
            return;
        }
        chain.doFilter(request, response);
    }

    /**
     * Authenticates the caller and counts the call.
     *
     * @throws RefusedException when the key or token is not valid, or when there are too many calls
     */
    Caller counted(Supplier<Caller> identify, HttpServletRequest request) {
        return rates.counted(identify, address(request));
    }

    private @Nullable String address(HttpServletRequest request) {
        return management.hasReceived(request) ? null : request.getRemoteAddr();
    }

    private boolean showsSomething(HttpServletRequest request) {
        try {
            return shown.resolve(request) != null;
        } catch (OAuth2AuthenticationException e) {
            return false;
        }
    }
}
