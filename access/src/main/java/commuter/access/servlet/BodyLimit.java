package commuter.access.servlet;

import commuter.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 413 to a body that is too long: at once if its length is declared, otherwise when the limit is reached.
 * Answers 408 to a body that takes too long. Only a limited number of threads wait for bodies at a time, so that slow
 * callers do not block others.
 */
final class BodyLimit extends OncePerRequestFilter {
    private final HttpSettings settings;
    private final Semaphore waiting;

    BodyLimit(HttpSettings settings) {
        this.settings = settings;
        this.waiting = new Semaphore(settings.maxSlowBodies());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > settings.maxBody().toBytes()) {
            ProblemAnswers.write(
                    response, new Refusal(413, "Content Too Large", detail(settings.maxBody()), null, null));
        } else if (request.getContentLengthLong() == 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Limited(request, settings, waiting), response);
        }
    }

    static String detail(DataSize most) {
        return "The body must be at most " + most.toBytes() + " bytes (commuter.http.max-body)";
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final HttpSettings settings;
        private final Semaphore waiting;

        Limited(HttpServletRequest request, HttpSettings settings, Semaphore waiting) {
            super(request);
            this.settings = settings;
            this.waiting = waiting;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            boolean isTold = getRequest().getAttribute(RefusedBodies.IS_THERE) instanceof RefusedBodies.BodyIsThere;
            RefusedBodies.BodyIsThere isThere =
                    isTold ? (RefusedBodies.BodyIsThere) getRequest().getAttribute(RefusedBodies.IS_THERE) : () -> true;
            return new LimitedStream(super.getInputStream(), settings, waiting, isThere);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }
}
