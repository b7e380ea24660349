package commuter.access.servlet;

import commuter.access.ThisMachine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Protects a service that is open to this machine only from web pages of other machines in a browser on this machine.
 * Such a page could use a host name that points here, or send a request for which a browser needs no permission.
 */
final class CrossOriginFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String foreign = foreign(request);
        if (foreign == null) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswers.write(response, ThisMachine.refusal(foreign));
        }
    }

    private static @Nullable String foreign(HttpServletRequest request) {
        if (!ThisMachine.isNamed(request.getServerName())) {
            return "The host of the call";
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || READING.contains(request.getMethod()) || ThisMachine.isOrigin(origin)
                ? null
                : "The origin of the page";
    }
}
