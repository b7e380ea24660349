package commuter.access.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import commuter.access.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's endpoint, with limits that Tomcat does not have: connections by address, connections in total with an answer
 * instead of a silent wait, and a deadline for the headers of a request that does not move with each byte.
 */
final class LimitedEndpoint extends NioEndpoint {
    private static final Logger logger = LoggerFactory.getLogger(LimitedEndpoint.class);
    private static final long CHECK_MS = 250;
    private static final String RETRY_AFTER_S = "5";

    private final AtomicLong refused = new AtomicLong();
    private int most = Integer.MAX_VALUE;
    private int mostOfAddress = Integer.MAX_VALUE;
    private boolean limitLoopback;
    private Duration headTimeout = Duration.ofSeconds(5);
    private @Nullable ScheduledFuture<?> check;

    /** Must be called before the start. */
    void limit(HttpSettings settings) {
        most = settings.maxConnections();
        mostOfAddress = settings.maxConnectionsPerAddress();
        limitLoopback = settings.limitLoopback();
        headTimeout = settings.headTimeout();
    }

    /** Connections that were refused or closed because of one of these limits. */
    long refused() {
        return refused.get();
    }

    long open() {
        return connections.size();
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        check = getUtilityExecutor()
                .scheduleWithFixedDelay(this::endSlowHeads, CHECK_MS, CHECK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stopInternal() {
        if (check != null) {
            check.cancel(false);
        }
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (connections.size() >= most) {
            return refuse(
                    socket, new Refusal(503, "Service Unavailable", "No room for another connection now", null, null));
        }
        if (exceedsAddress(socket.socket().getInetAddress())) {
            return refuse(
                    socket, new Refusal(429, "Too Many Requests", "Too many connections of this address", null, null));
        }
        return super.setSocketOptions(socket);
    }

    private boolean exceedsAddress(@Nullable InetAddress address) {
        if (address == null || connections.size() < mostOfAddress || (!limitLoopback && address.isLoopbackAddress())) {
            return false;
        }
        String shown = address.getHostAddress();
        return connections.values().stream()
                        .filter(connection -> shown.equals(connection.getRemoteAddr()))
                        .count()
                >= mostOfAddress;
    }

    /** Sends the reason, as far as possible without reading the request, and closes the connection. */
    private boolean refuse(SocketChannel socket, Refusal refusal) {
        refused.incrementAndGet();
        byte[] body = refusal.toJson();
        String head =
                "HTTP/1.1 " + refusal.status() + "\r\nContent-Type: " + Refusal.CONTENT_TYPE + "\r\nContent-Length: "
                        + body.length + "\r\nRetry-After: " + RETRY_AFTER_S + "\r\nConnection: close\r\n\r\n";
        try {
            socket.write(new ByteBuffer[] {ByteBuffer.wrap(head.getBytes(US_ASCII)), ByteBuffer.wrap(body)});
        } catch (IOException e) {
            logger.debug("A connection that was to be refused is gone", e);
        }
        destroySocket(socket);
        return false;
    }

    private void endSlowHeads() {
        long now = System.nanoTime();
        for (SocketWrapperBase<?> connection : connections.values()) {
            if (connection.getCurrentProcessor() instanceof Processor processor && isSlow(processor, now)) {
                refused.incrementAndGet();
                connection.close();
            }
        }
    }

    /** Between two parts of the headers no thread processes the connection, and its stage is "ended". */
    private boolean isSlow(Processor processor, long now) {
        Request request = processor.getRequest();
        return request != null
                && !processor.isAsync()
                && !processor.isUpgrade()
                && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                && request.getStartTimeNanos() >= 0
                && now - request.getStartTimeNanos() > headTimeout.toNanos();
    }
}
