package commuter.access.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A body with a maximum size and a maximum time. */
final class LimitedStream extends ServletInputStream {
    private final ServletInputStream body;
    private final HttpSettings settings;
    private final Semaphore waiting;
    private final RefusedBodies.BodyIsThere isThere;
    private final long begun = System.nanoTime();

    private long read;

    /** @param waiting a permit is taken from it while a thread waits for the body */
    LimitedStream(
            ServletInputStream body, HttpSettings settings, Semaphore waiting, RefusedBodies.BodyIsThere isThere) {
        this.body = body;
        this.settings = settings;
        this.waiting = waiting;
        this.isThere = isThere;
    }

    /** Reads from the body; may wait. */
    private interface Reading {
        int read() throws IOException;
    }

    @Override
    public int read() throws IOException {
        int next = patiently(body::read);
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = patiently(() -> body.read(into, offset, length));
        count(got);
        return got;
    }

    private int patiently(Reading reading) throws IOException {
        if (System.nanoTime() - begun > settings.bodyTimeout().toNanos()) {
            throw tooSlow();
        }
        // Bytes that Tomcat has handed over already come first: asking Tomcat for more would overwrite them.
        if (body.isFinished() || body.available() > 0 || isThere.isThere()) {
            return reading.read();
        }
        if (!waiting.tryAcquire()) {
            throw new TooManySlowBodies();
        }
        try {
            return reading.read();
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } finally {
            waiting.release();
        }
    }

    private ResponseStatusException tooSlow() {
        return new ResponseStatusException(
                HttpStatus.REQUEST_TIMEOUT,
                "The body must come within " + settings.bodyTimeout().toMillis()
                        + " ms (commuter.http.body-timeout), and"
                        + " each part of it within " + settings.headTimeout().toMillis()
                        + " ms (commuter.http.head-timeout)");
    }

    /** Limits the number of threads that wait for bodies. */
    private static final class TooManySlowBodies extends ResponseStatusException {
        private static final long serialVersionUID = 1L;

        TooManySlowBodies() {
            super(HttpStatus.SERVICE_UNAVAILABLE, "Too many bodies are waited for (commuter.http.max-slow-bodies)");
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, "5");
            return headers;
        }
    }

    private void count(int got) {
        read += Math.max(0, got);
        if (read > settings.maxBody().toBytes()) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, BodyLimit.detail(settings.maxBody()));
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
