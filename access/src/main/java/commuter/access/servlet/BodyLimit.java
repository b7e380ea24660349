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
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 413 to a body that is too long: at once if its length is told, else when it gets there. */
final class BodyLimit extends OncePerRequestFilter {
    private final DataSize most;

    BodyLimit(DataSize most) {
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most.toBytes()) {
            ProblemAnswers.write(response, new Refusal(413, "Content Too Large", detail(most), null, null));
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new Limited(request, most), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static String detail(DataSize most) {
        return "The body must be at most " + most.toBytes() + " bytes (commuter.http.max-body)";
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final DataSize most;

        Limited(HttpServletRequest request, DataSize most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }
}
