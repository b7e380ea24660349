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

/** Reads passengers from Strapi's rows. */
final class ReadableRows {
    private static final Logger log = LoggerFactory.getLogger(ReadableRows.class);

    private ReadableRows() {}

    /**
     * One invalid row, changed by somebody past all checks, must not hide the others, and must not block readers until
     * it is fixed.
     */
    static List<StoredRow> of(List<JsonNode> rows) {
        return of(rows, new HashMap<>());
    }

    /** @param unreadable receives, by passenger id, the reason why each invalid row cannot be read */
    static List<StoredRow> of(List<JsonNode> rows, Map<String, String> unreadable) {
        List<StoredRow> readable = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            try {
                readable.add(BulkMessages.row(row));
            } catch (InvalidRecordException e) {
                String id = row.path("passenger_id").asString("a passenger");
                log.atError()
                        .addKeyValue("passenger_id", id)
                        .log("Strapi's row of {} is ignored until somebody corrects it: {}", id, e.getMessage());
                unreadable.put(id, BulkMessages.unreadable(e));
            }
        }
        return readable;
    }
}
