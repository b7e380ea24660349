package commuter.access.servlet;

import commuter.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other machines from using the browser of this one against a service that is open to this machine only: neither
 * under a name that they have pointed here, nor by a call that a browser sends without asking.
 */
final class ForeignPagesFilter extends OncePerRequestFilter {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String foreign = foreign(request);
        if (foreign == null) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswers.write(
                    response,
                    Refusal.forbidden(
                            foreign + " is not this machine, and without API keys the service is for this machine"
                                    + " only; set commuter.access.keys.*"));
        }
    }

    private static @Nullable String foreign(HttpServletRequest request) {
        if (!THIS_MACHINE.matcher(request.getServerName()).matches()) {
            return "The host of the call";
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || READING.contains(request.getMethod()) || isHere(origin)
                ? null
                : "The origin of the page";
    }

    private static boolean isHere(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && THIS_MACHINE.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
