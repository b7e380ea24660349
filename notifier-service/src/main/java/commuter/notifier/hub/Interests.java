package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions of one client. Clients with equal interests get the same bytes. Immutable.
 *
 * @param filters by selector: a reservoir, or {@code route:*} or {@code depot:*} for all of a kind
 * @param batch whether events that are read together are sent as one frame
 */
public record Interests(Map<ReservoirId, EventFilter> filters, boolean batch) {
    /** The id that means every route, or every depot. */
    public static final String ALL = "*";

    static final Interests NONE = new Interests(Map.of(), false);

    public Interests {
        filters = Map.copyOf(filters);
    }

    /** The selector for all reservoirs of this one's kind. */
    public static ReservoirId allLike(ReservoirId reservoir) {
        return new ReservoirId(reservoir.kind(), ALL);
    }

    public boolean isEmpty() {
        return filters.isEmpty();
    }

    public Set<ReservoirId> selectors() {
        return filters.keySet();
    }

    /** The number of selectors if these were added. */
    public int countWith(Collection<ReservoirId> more) {
        return filters.size()
                + (int) more.stream()
                        .filter(selector -> !filters.containsKey(selector))
                        .count();
    }

    /** These interests and more. If one of them asks for batches, all events are sent in batches. */
    Interests with(Collection<ReservoirId> selectors, EventFilter eventFilter, boolean batching) {
        Map<ReservoirId, EventFilter> changed = new HashMap<>(filters);
        selectors.forEach(selector -> changed.put(selector, eventFilter));
        return new Interests(changed, batch || batching);
    }

    Interests without(Collection<ReservoirId> selectors) {
        Map<ReservoirId, EventFilter> changed = new HashMap<>(filters);
        selectors.forEach(changed::remove);
        return new Interests(changed, batch);
    }

    /**
     * Approximate memory in bytes, including the entries in the index. Subscriptions that were made together share a
     * filter.
     */
    long bytes() {
        Set<EventFilter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(filters.values());
        return filters.keySet().stream()
                        .mapToLong(selector -> 320 + 2L * selector.id().length())
                        .sum()
                + distinct.stream().mapToLong(EventFilter::bytes).sum();
    }

    boolean want(LogEvent event) {
        return accepts(filters.get(event.reservoir()), event)
                || accepts(filters.get(allLike(event.reservoir())), event);
    }

    boolean wantStats(ReservoirId reservoir) {
        return tellsStats(filters.get(reservoir), reservoir) || tellsStats(filters.get(allLike(reservoir)), reservoir);
    }

    private static boolean accepts(@Nullable EventFilter eventFilter, LogEvent event) {
        return eventFilter != null && eventFilter.accepts(event);
    }

    private static boolean tellsStats(@Nullable EventFilter eventFilter, ReservoirId reservoir) {
        return eventFilter != null && eventFilter.acceptsStats(reservoir);
    }
}
