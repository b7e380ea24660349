package commuter.reservoir.repository;

import java.util.Map;

/**
 * What the database has of the requested passengers. A passenger in neither map does not exist there.
 *
 * @param found by passenger id
 * @param unreadable by passenger id, the reason why an existing row is not a valid passenger
 */
public record LookupResult(Map<String, StoredRow> found, Map<String, String> unreadable) {
    public static final LookupResult NOBODY = new LookupResult(Map.of(), Map.of());
}
