package commuter.schemas;

import java.util.List;
import java.util.SortedSet;

/** Several routes have this short name. */
public final class AmbiguousRouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> ids;

    AmbiguousRouteException(String name, SortedSet<String> ids) {
        super("'" + name + "' is the short name of several routes; their ids are " + String.join(", ", ids));
        this.ids = List.copyOf(ids);
    }

    /** The ids of the routes, sorted. */
    public List<String> ids() {
        return ids;
    }
}
