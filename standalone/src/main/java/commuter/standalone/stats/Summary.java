package commuter.standalone.stats;

import commuter.schemas.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * The counts of a run, after the pipeline has become idle. Counts are of the whole data folder, except those of the
 * WebSocket, which are of this run.
 *
 * @param spawned distinct passengers in the requests
 * @param strapiRows rows that Strapi counts
 * @param spawnedEvents SPAWNED events
 * @param websocketEvents passenger events that a WebSocket client of all routes and depots received
 * @param firstEventS seconds from the start of the launcher to the first of them; -1 when none came
 */
public record Summary(
        long spawned,
        long strapiRows,
        long spawnedEvents,
        long boarded,
        long alighted,
        long rejected,
        long websocketEvents,
        double firstEventS) {

    public static Summary of(PipelineAudit audit, long strapiRows, long websocketEvents, double firstEventSeconds) {
        return new Summary(
                audit.requested(),
                strapiRows,
                audit.events(EventType.SPAWNED),
                audit.events(EventType.BOARDED),
                audit.events(EventType.ALIGHTED),
                audit.rejected(),
                websocketEvents,
                firstEventSeconds);
    }

    /** What does not match; empty when everything does. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (spawned == 0) {
            differences.add("no passenger was spawned");
        }
        if (spawned != spawnedEvents) {
            differences.add("spawned " + spawned + " but " + spawnedEvents + " spawned events");
        }
        if (strapiRows != spawnedEvents) {
            differences.add(spawnedEvents + " spawned events but " + strapiRows + " rows in Strapi");
        }
        return differences;
    }
}
