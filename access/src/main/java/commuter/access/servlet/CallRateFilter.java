package commuter.access.servlet;

import commuter.access.CallRates;
import commuter.access.Caller;
import commuter.access.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses whoever shows nothing and calls too often. Those who show a key or a token are counted when it is known whether it
 * is one. The port for health and figures has limits of its own, and is not counted.
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
                countUnknown(request);
            }
        } catch (RefusedException e) {
            ProblemAnswers.write(response, e.refusal());
            return;
        }
        chain.doFilter(request, response);
    }

    /** @throws RefusedException when that are too many */
    void countUnknown(HttpServletRequest request) {
        if (!management.hasReceived(request)) {
            rates.count(request.getRemoteAddr());
        }
    }

    /** @throws RefusedException when that are too many */
    void count(Caller caller, HttpServletRequest request) {
        if (!management.hasReceived(request)) {
            rates.count(caller, request.getRemoteAddr());
        }
    }

    private boolean showsSomething(HttpServletRequest request) {
        try {
            return shown.resolve(request) != null;
        } catch (OAuth2AuthenticationException e) {
            return false;
        }
    }
}
