package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stats of a reservoir, at most one record a second.
 *
 * @param sequence the reservoir's last event that these stats include
 * @param waiting passengers waiting now
 * @param boarded passengers on board now
 * @param waitingSince when the passenger who has waited longest appeared; null when nobody waits
 */
public record ReservoirStats(
        ReservoirId reservoir,
        long sequence,
        long waiting,
        long boarded,
        @Nullable Instant waitingSince,
        Totals totals,
        Instant asOf) {

    /** Events by type since the reservoir's first. */
    public record Totals(long spawned, long boarded, long alighted, long cancelled, long expired) {
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0);
    }

    public ReservoirStats {
        Require.present("reservoir", reservoir);
        Require.atLeast("sequence", sequence, 0);
        waitingSince = Require.optionalInstant("waiting_since", waitingSince);
        Require.present("totals", totals);
        asOf = Require.instant("as_of", asOf);
    }
}
