package commuter.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The name of one pool of passengers: {@code route:<route_id>} or {@code depot:<depot_id>}. It is the key of every
 * record on every topic. So one task is the only writer of a reservoir, and all records of a reservoir are in one
 * order.
 */
public record ReservoirId(Kind kind, String id) {

    /** The kind of a reservoir. */
    public enum Kind {
        ROUTE,
        DEPOT;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    public ReservoirId {
        Require.present("reservoir", kind);
        Require.text("reservoir", id);
        Require.text("reservoir", kind.prefix + id);
    }

    public static ReservoirId route(String routeId) {
        return new ReservoirId(Kind.ROUTE, routeId);
    }

    public static ReservoirId depot(String depotId) {
        return new ReservoirId(Kind.DEPOT, depotId);
    }

    @JsonCreator
    public static ReservoirId parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix)) {
                return new ReservoirId(kind, text.substring(kind.prefix.length()));
            }
        }
        throw new InvalidRecordException("reservoir", "'" + text + "' must be route:<route_id> or depot:<depot_id>");
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.prefix + id;
    }
}
