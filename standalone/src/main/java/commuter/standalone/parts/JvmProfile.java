package commuter.standalone.parts;

import java.util.List;

/** For what the JVMs of the parts are tuned. */
public enum JvmProfile {
    /** A quick start and little memory: for demonstrations, and for tests. */
    QUICK_START,

    /** Sustained load, with the optimizing compiler, as in the services' images: for measurements. */
    SUSTAINED_LOAD;

    int serviceHeapMegabytes() {
        return switch (this) {
            case QUICK_START -> 256;
            case SUSTAINED_LOAD -> 1024;
        };
    }

    List<String> options() {
        return switch (this) {
            // By default a JVM takes a 64th of the machine's memory from the start, and uses all of it in time. And
            // after a full collection it keeps two thirds as much memory free as is in use, and fills it later. These
            // values are lower.
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
