package commuter.standalone.parts;

import java.nio.file.Path;
import java.util.function.Consumer;

/** One running piece of the pipeline. Implementations are thread-safe. */
public interface Part {

    /** The name for people, e.g. {@code Kafka}. */
    String name();

    /**
     * Starts it, and returns once it is ready for use. It may be started again after {@link #stop()}, {@link #kill()}
     * or a crash, and then has the state it had.
     *
     * @throws PartFailedException when it ends before it is ready, or is not ready in time
     */
    void start();

    /** Asks it to end, and ends it if it does not; returns when it is gone. Harmless when it does not run. */
    void stop();

    /** Ends it at once, as {@code kill -9} does; returns when it is gone. Harmless when it does not run. */
    void kill();

    /** Holds it still, as it is, until {@link #thaw()}: it keeps its connections and answers nothing. */
    void freeze();

    /** Lets it go on after {@link #freeze()}. */
    void thaw();

    /** Where its output goes. */
    Path log();

    /** Says whom to tell when it ends though nobody asked it to. Called at most once a start. */
    void onFailure(Consumer<PartFailedException> listener);
}
