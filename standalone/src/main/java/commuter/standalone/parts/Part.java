package commuter.standalone.parts;

import java.nio.file.Path;
import java.util.function.Consumer;

/** One running part of the pipeline. Implementations are thread-safe. */
public interface Part {

    /** The name for people, e.g. {@code Kafka}. */
    String name();

    /**
     * Starts it, and returns once it is ready for use. It may be started again after {@link #stop()}, {@link #kill()}
     * or a crash, and then has its earlier state.
     *
     * @throws PartFailedException when it ends before it is ready, or is not ready in time
     */
    void start();

    /** Asks it to end, and kills it if it does not; returns when it has ended. Does nothing when it does not run. */
    void stop();

    /** Kills it at once, like {@code kill -9}; returns when it has ended. Does nothing when it does not run. */
    void kill();

    /** Suspends it until {@link #thaw()}: it keeps its connections and answers nothing. */
    void freeze();

    /** Resumes it after {@link #freeze()}. */
    void thaw();

    /** The file of its output. */
    Path log();

    /** Sets whom to notify when it ends without a request. Notifies at most once for each start. */
    void onFailure(Consumer<PartFailedException> listener);
}
