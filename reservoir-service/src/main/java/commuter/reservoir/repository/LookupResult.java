package commuter.reservoir.repository;

import java.util.Map;

/**
 * What the database has of those who were asked for; whoever is in neither map does not exist there.
 *
 * @param found by passenger id
 * @param unreadable by passenger id, what is wrong with a row that is there and is no passenger
 */
public record LookupResult(Map<String, StoredRow> found, Map<String, String> unreadable) {
    public static final LookupResult NOBODY = new LookupResult(Map.of(), Map.of());
}
