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

/** Passes TCP on to a port of this machine, as long as nobody orders a {@link Fault}. Thread-safe. */
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

    /** Strikes every request from now on; connections made until now end. */
    public void order(Fault ordered) {
        fault = ordered;
        strikes.set(0);
        sockets.forEach(FaultProxy::close);
    }

    public void heal() {
        order(Fault.NONE);
    }

    /** How often the fault has struck since it was ordered. */
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
                // The proxy is closed, or the upstream is away, which the client finds out.
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

    /** How many bytes of the client go on to the server; after fewer than all it ends, unless it hangs. */
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

    /** How many bytes of the server go on to the client; after fewer than all it ends, unless it hangs. */
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
            // Closed is closed.
        }
    }

    @Override
    public void close() {
        close(server);
        sockets.forEach(FaultProxy::close);
        threads.shutdownNow();
    }
}
