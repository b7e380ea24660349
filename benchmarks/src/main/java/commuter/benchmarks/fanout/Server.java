package commuter.benchmarks.fanout;

import java.io.IOException;
import java.util.List;

/** A server that brings every published event to every client. */
public interface Server extends AutoCloseable {
    /** The name in the results, e.g. {@code nchan}. */
    String name();

    int port();

    /** The path of its WebSocket. */
    String path();

    /**
     * What each client sends first: WebSocket frames, ready to be sent.
     *
     * @param batches whether the client is content with several events as one message
     */
    byte[] hello(boolean batches);

    /** Publishes events together. */
    void publish(List<String> events) throws IOException;

    /** The process whose time and memory count, with all that it has started. */
    ProcessHandle process();

    @Override
    void close();
}
