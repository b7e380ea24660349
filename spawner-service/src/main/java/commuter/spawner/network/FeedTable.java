package commuter.spawner.network;

import java.util.List;

/**
 * A file of a feed, as its reader expects it.
 *
 * @param columns required columns of the header
 * @param leftOut what happens to a row that cannot be used, for warnings: {@code the stop is left out}
 * @param rowBytes approximate heap of a row that has been read
 */
record FeedTable(String file, List<String> columns, String leftOut, int rowBytes) {
    FeedTable {
        columns = List.copyOf(columns);
    }
}
