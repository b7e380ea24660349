package commuter.benchmarks.fanout;

import java.io.IOException;
import java.util.List;

/** A server that sends every published event to every client. */
public interface Server extends AutoCloseable {
    /** The name in the results, e.g. {@code nchan}. */
    String name();

    int port();

    /** The path of its WebSocket. */
    String path();

    /**
     * The first message of each client: WebSocket frames, as they are sent.
     *
     * @param batches whether the client accepts several events as one message
     */
    byte[] hello(boolean batches);

    /** Publishes events together. */
    void publish(List<String> events) throws IOException;

    /** The process whose time and memory count, with its child processes. */
    ProcessHandle process();

    @Override
    void close();
}
