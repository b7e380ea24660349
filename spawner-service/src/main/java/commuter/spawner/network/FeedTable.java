package commuter.spawner.network;

import java.util.List;

/**
 * A file of a feed, as its reader expects it.
 *
 * @param columns those that its header must have
 * @param leftOut what becomes of a row that cannot be used, as a warning says it: {@code the stop is left out}
 * @param rowBytes about how much of the heap a row takes when it has been read
 */
record FeedTable(String file, List<String> columns, String leftOut, int rowBytes) {
    FeedTable {
        columns = List.copyOf(columns);
    }
}
