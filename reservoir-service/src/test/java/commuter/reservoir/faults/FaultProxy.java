package commuter.reservoir.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards TCP to a port of this machine, unless a {@link Fault} is set. Thread-safe. */
public final class FaultProxy implements AutoCloseable {
    private static final int TRUNCATED_TO = 60;
    private static final long SLOW_MILLIS = 3000;

    private final int upstream;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger strikes = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    public FaultProxy(int upstream) {
        this.upstream = upstream;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Applies the fault to every request from now on; existing connections are closed. */
    public void order(Fault ordered) {
        fault = ordered;
        strikes.set(0);
        sockets.forEach(FaultProxy::close);
    }

    public void heal() {
        order(Fault.NONE);
    }

    /** How often the fault has been applied since it was set. */
    public int strikes() {
        return strikes.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = remember(server.accept());
                if (fault == Fault.CUT) {
                    strikes.incrementAndGet();
                    close(client);
                } else {
                    Socket target = remember(new Socket(InetAddress.getLoopbackAddress(), upstream));
                    threads.execute(() -> pump(client, target, true));
                    threads.execute(() -> pump(target, client, false));
                }
            } catch (IOException e) {
                // The proxy is closed, or the upstream is down, which the client notices.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int passed = request ? passRequest(from, read) : passAnswer(read);
                out.write(buffer, 0, passed);
                if (passed < read && fault != Fault.HALF_OPEN && fault != Fault.STALL) {
                    return;
                }
            }
        } catch (IOException e) {
            // One side is gone; closing both tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The number of the client's bytes that are forwarded to the server. After fewer than all, the connection ends,
     * unless the fault is to hang.
     */
    private int passRequest(Socket client, int bytes) throws IOException {
        if (fault == Fault.RESET) {
            strikes.incrementAndGet();
            client.setSoLinger(true, 0);
            return 0;
        }
        if (fault == Fault.HALF_OPEN) {
            strikes.incrementAndGet();
            return 0;
        }
        return bytes;
    }

    /**
     * The number of the server's bytes that are forwarded to the client. After fewer than all, the connection ends,
     * unless the fault is to hang.
     */
    private int passAnswer(int bytes) throws InterruptedException {
        switch (fault) {
            case DROP_ANSWER -> {
                strikes.incrementAndGet();
                return 0;
            }
            case TRUNCATE, STALL -> {
                strikes.incrementAndGet();
                return Math.min(bytes - 1, TRUNCATED_TO);
            }
            case SLOW -> {
                strikes.incrementAndGet();
                Thread.sleep(SLOW_MILLIS);
                return bytes;
            }
            default -> {
                return bytes;
            }
        }
    }

    private Socket remember(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        close(server);
        sockets.forEach(FaultProxy::close);
        threads.shutdownNow();
    }
}
