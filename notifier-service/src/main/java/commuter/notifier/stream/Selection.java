package commuter.notifier.stream;

import commuter.notifier.hub.Interests;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirId.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reservoirs that a message names, in their fields, so that the answer can use the same fields.
 *
 * @param route one id, or {@code *} for all
 * @param depot one id, or {@code *} for all
 * @param routes several
 * @param depots several
 */
record Selection(
        @Nullable String route,
        @Nullable String depot,
        @Nullable List<String> routes,
        @Nullable List<String> depots) {
    static final Selection EVERYTHING = new Selection(null, null, List.of(Interests.ALL), List.of(Interests.ALL));

    /** @throws InvalidMessageException when an id is invalid */
    Set<ReservoirId> selectors() {
        Set<ReservoirId> selectors = new LinkedHashSet<>();
        add(selectors, Kind.ROUTE, "route", route == null ? List.of() : List.of(route));
        add(selectors, Kind.ROUTE, "routes", routes == null ? List.of() : routes);
        add(selectors, Kind.DEPOT, "depot", depot == null ? List.of() : List.of(depot));
        add(selectors, Kind.DEPOT, "depots", depots == null ? List.of() : depots);
        return selectors;
    }

    boolean isEmpty() {
        return selectors().isEmpty();
    }

    private static void add(Set<ReservoirId> selectors, Kind kind, String field, List<String> ids) {
        for (String id : ids) {
            try {
                selectors.add(new ReservoirId(kind, id));
            } catch (InvalidRecordException e) {
                throw InvalidMessageException.invalid(field, "must be an id of 1 to 255 characters, or * for all");
            }
        }
    }
}
