package commuter.standalone.stats;

/**
 * Stats of the pipeline at one moment.
 *
 * @param waiting passengers waiting now
 * @param onBoard passengers in vehicles now
 * @param eventsPerSecond over the last few seconds
 */
public record PipelineStats(
        long spawned, long waiting, long onBoard, long alighted, long rejected, double eventsPerSecond) {

    /** Totals at the end of a run. */
    public String inWords() {
        return "Spawned " + spawned + ", waiting " + waiting + ", on board " + onBoard + ", alighted " + alighted
                + ", commands rejected " + rejected + ".";
    }
}
