package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.StoredRow;
import commuter.schemas.InvalidRecordException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Rows of Strapi's that are passengers. */
final class ReadableRows {
    private static final Logger log = LoggerFactory.getLogger(ReadableRows.class);

    private ReadableRows() {}

    /**
     * One row that somebody broke, past all checks, must not hide the others; nor hold up whoever asks until it is
     * mended.
     */
    static List<StoredRow> of(List<JsonNode> rows) {
        return of(rows, new HashMap<>());
    }

    /** @param unreadable takes, by passenger id, what is wrong with the others */
    static List<StoredRow> of(List<JsonNode> rows, Map<String, String> unreadable) {
        List<StoredRow> readable = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            try {
                readable.add(BulkMessages.row(row));
            } catch (InvalidRecordException e) {
                String id = row.path("passenger_id").asString("a passenger");
                log.error("Strapi's row of {} is passed over until somebody mends it: {}", id, e.getMessage());
                unreadable.put(id, BulkMessages.unreadable(e));
            }
        }
        return readable;
    }
}
