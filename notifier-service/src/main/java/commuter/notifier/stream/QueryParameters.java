package commuter.notifier.stream;

import static commuter.notifier.stream.InvalidMessageException.invalid;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request for a stream. Unknown parameters, and repeated ones that are not lists, are refused: a client
 * that misspells a filter must not get everything.
 *
 * @param values by name, decoded, in order
 */
record QueryParameters(Map<String, List<String>> values) {

    /** @throws InvalidMessageException when the query is not percent-encoded UTF-8 */
    static QueryParameters of(HttpRequest request) {
        try {
            // The length of the request line is limited, and so are its parameters. A semicolon is part of a value.
            return new QueryParameters(
                    new QueryStringDecoder(request.uri(), UTF_8, true, Integer.MAX_VALUE, true).parameters());
        } catch (IllegalArgumentException e) {
            throw invalid("query", "must be percent-encoded UTF-8: " + e.getMessage());
        }
    }

    /** @throws InvalidMessageException when there is another parameter than these; the message lists them */
    void requireKnown(Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw new InvalidMessageException(
                        "unknown_field",
                        name,
                        name + ": '" + String.join("', '", given) + "' is no parameter here; known are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    /**
     * The value of a parameter that is not a list; null when it is not given.
     *
     * @throws InvalidMessageException when it is given more than once
     */
    @Nullable
    String single(String name) {
        List<String> given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            throw invalid(name, "'" + String.join("', '", given) + "' are " + given.size() + " values: give one");
        }
        return given.get(0);
    }

    /** Whether a parameter is true, or given without a value. */
    boolean flag(String name) {
        String given = single(name);
        if (given == null || given.equals("false")) {
            return false;
        }
        if (!given.isEmpty() && !given.equals("true")) {
            throw invalid(name, "'" + given + "' must be true or false");
        }
        return true;
    }
}
