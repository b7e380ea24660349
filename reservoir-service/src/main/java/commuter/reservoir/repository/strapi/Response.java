package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.repository.RepositoryException.Failed;
import commuter.reservoir.repository.RepositoryException.Misconfigured;
import commuter.reservoir.repository.RepositoryException.Refused;
import commuter.reservoir.repository.RepositoryException.TooLarge;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Strapi's answer to one call.
 *
 * @param call the method and the path, for messages
 * @param retryAfter how long Strapi asks callers to wait
 */
record Response(String call, int status, Duration retryAfter, byte[] body) {
    private static final int LONGEST_QUOTE = 200;

    private record Rows(List<JsonNode> data) {}

    /** The body of an answer with status 200. */
    <T> T as(Class<T> type) {
        if (status != 200) {
            throw failure();
        }
        return read(type);
    }

    /** The body, for any status. */
    <T> T read(Class<T> type) {
        try {
            return Json.read(body, type);
        } catch (InvalidRecordException e) {
            throw new Unavailable(call + " was answered with something else: " + e.getMessage(), e);
        }
    }

    /** The rows of an answer {@code {"data": [...]}}. */
    List<JsonNode> rows() {
        return as(Rows.class).data();
    }

    /** The exception for an answer with an error status. */
    RepositoryException failure() {
        String message = call + " was answered with " + status + ": " + quote();
        return switch (status) {
            case 400, 422 -> new Refused(message);
            case 401, 403 ->
                new Misconfigured(
                        message + ". The setting commuter.strapi.token must be the RESERVOIR_TOKEN of this Strapi");
            case 413 -> new TooLarge(message);
            case 408, 425, 429 -> new Unavailable(message, retryAfter);
            case 500 -> new Failed(message);
            default ->
                status > 500
                        ? new Unavailable(message, retryAfter)
                        : new Misconfigured(message + ". Does the setting commuter.strapi.url name the right server?");
        };
    }

    private String quote() {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
}
