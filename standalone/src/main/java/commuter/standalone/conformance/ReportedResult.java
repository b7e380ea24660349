package commuter.standalone.conformance;

import commuter.schemas.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A result as the client reports it in a line.
 *
 * @param outcome such as {@code ACCEPTED}, or {@code REJECTED EXPIRED_COMMAND}
 */
record ReportedResult(String commandId, String outcome) {

    /** Empty when the line is no report. */
    static Optional<ReportedResult> read(String line) {
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            String id = json.path("command_id").asString("");
            String outcome = json.path("outcome").asString("")
                    + ' '
                    + json.path("reason").asString("");
            return id.isEmpty() ? Optional.empty() : Optional.of(new ReportedResult(id, outcome.strip()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
