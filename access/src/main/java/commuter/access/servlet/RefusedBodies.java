package commuter.access.servlet;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of a caller who was refused before the body was read. Tomcat would go on reading, and a thread
 * would wait for bytes that may never come. Bytes that have arrived are read and dropped, for a short time and up to a
 * limit, so that the caller can read the answer before the connection is closed.
 */
final class RefusedBodies extends ValveBase {
    /** An attribute for the filters, which cannot ask Tomcat: whether some of the body can be read without waiting. */
    static final String IS_THERE = RefusedBodies.class.getName() + ".isThere";

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long MOST_IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long MOST_BYTES = 16 << 20;
    private static final int AT_ONCE = 16;
    private static final int SHORT = 16 * 1024;

    private final Semaphore lingering = new Semaphore(AT_ONCE);

    RefusedBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(IS_THERE, (BodyIsThere) () -> available(request) > 0);
        getNext().invoke(request, response);
        if (!request.isAsync() && !isReadToItsEnd(request)) {
            dropWhatIsThere(request);
            if (!isReadToItsEnd(request)) {
                end(request, response);
            }
        }
    }

    /**
     * A short body that was not read is no reason to close the connection. The client could not be told that it is
     * closed, because its answer is already complete.
     */
    private static void dropWhatIsThere(Request request) throws IOException {
        byte[] dropped = new byte[SHORT];
        int bytes = 0;
        // The order matters: after the end of a body, asking Tomcat for more would overwrite the next request.
        while (bytes < SHORT && !isReadToItsEnd(request) && available(request) > 0) {
            int read = request.getStream().read(dropped, 0, SHORT - bytes);
            if (read < 0) {
                return;
            }
            bytes += read;
        }
    }

    private void end(Request request, Response response) throws IOException {
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        linger(request);
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Whether some of the body can be read without waiting. */
    interface BodyIsThere {
        boolean isThere();
    }

    private void linger(Request request) {
        if (!lingering.tryAcquire()) {
            return;
        }
        try {
            drop(request);
        } catch (IOException e) {
            getContainer().getLogger().debug("A caller who was refused has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lingering.release();
        }
    }

    private static void drop(Request request) throws IOException, InterruptedException {
        InputStream body = request.getStream();
        byte[] dropped = new byte[16 * 1024];
        long begun = System.nanoTime();
        long last = begun;
        long bytes = 0;
        while (bytes < MOST_BYTES
                && System.nanoTime() - begun < MOST_NANOS
                && System.nanoTime() - last < MOST_IDLE_NANOS) {
            if (available(request) == 0) {
                if (isReadToItsEnd(request)) {
                    return;
                }
                Thread.sleep(10);
            } else {
                int read = body.read(dropped);
                if (read < 0) {
                    return;
                }
                bytes += read;
                last = System.nanoTime();
            }
        }
    }

    private static int available(Request request) {
        request.getCoyoteRequest().action(ActionCode.AVAILABLE, true);
        return request.getCoyoteRequest().getAvailable();
    }

    private static boolean isReadToItsEnd(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }
}
