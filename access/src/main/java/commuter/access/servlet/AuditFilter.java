package commuter.access.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Logs each call that changes something, after it has been answered: the caller, the call, its subject, the address,
 * and the outcome. The lines have the logger {@code commuter.audit}, so that they can be separated or switched off.
 * Unauthenticated callers are not logged: they cannot change anything, and could fill the log.
 */
final class AuditFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger("commuter.audit");
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod()) || !log.isInfoEnabled();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String caller = SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.getName()
                : null;
        chain.doFilter(request, response);
        AuditNote note = AuditNote.of(request);
        String who = note == null ? caller : note.caller();
        if (who == null) {
            return;
        }
        String what =
                request.getMethod() + ' ' + request.getRequestURI() + (note == null ? "" : ", " + note.about() + ',');
        Runnable tell = () -> tell(who, what, request, response);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AtTheEnd(tell));
        } else {
            tell.run();
        }
    }

    private static void tell(String caller, String what, HttpServletRequest request, HttpServletResponse response) {
        String from = request.getRemoteAddr();
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("caller", caller)
                .addKeyValue("address", from)
                .addKeyValue("status", response.getStatus());
        String traceParent = request.getHeader("traceparent");
        if (traceParent != null) {
            line = line.addKeyValue("traceparent", traceParent);
        }
        line.log(
                "{} called {} from {}: {}{}{}",
                caller,
                what,
                from,
                response.getStatus(),
                header(response, IDEMPOTENCY_KEY),
                header(response, HttpHeaders.LOCATION));
    }

    private static String header(HttpServletResponse response, String name) {
        return response.getHeader(name) == null
                ? ""
                : ", " + name + " " + Objects.requireNonNull(response.getHeader(name));
    }

    /** An answer that another thread gives. */
    private record AtTheEnd(Runnable told) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            told.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The answer to the error completes the call.
        }

        @Override
        public void onError(AsyncEvent event) {
            // The same applies here.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
