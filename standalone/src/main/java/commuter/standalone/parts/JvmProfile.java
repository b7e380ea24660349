package commuter.standalone.parts;

import java.util.List;

/** What the JVMs of the parts are tuned for. */
public enum JvmProfile {
    /** A quick start and a small footprint: for a look at the pipeline, and for tests. */
    QUICK_START,

    /** Sustained load, with the optimizing compiler, as in the services' images: for measuring. */
    SUSTAINED_LOAD;

    int serviceHeapMegabytes() {
        return switch (this) {
            case QUICK_START -> 256;
            case SUSTAINED_LOAD -> 1024;
        };
    }

    List<String> options() {
        return switch (this) {
            // By default a JVM takes a 64th of the machine's memory from the start, and all of it is touched in time.
            // And after a full collection it keeps two thirds as much free as is in use, which it then fills; this is
            // less.
            case QUICK_START ->
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms64m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30");
            case SUSTAINED_LOAD -> List.of("-XX:+UseParallelGC");
        };
    }
}
