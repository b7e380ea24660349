package commuter.notifier.stream;

import org.jspecify.annotations.Nullable;

/** A client's message that is invalid or not allowed; becomes an {@code error} frame. */
final class InvalidMessageException extends RuntimeException {
    /** The code when the message is valid, but the caller may not see what it names. */
    static final String FORBIDDEN = "forbidden";

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * The data of an {@code error} frame.
     *
     * @param code for programs, e.g. {@code missing_field}
     * @param field the invalid field; null for the message as a whole
     * @param message for people
     */
    record Problem(String code, @Nullable String field, String message) {}

    InvalidMessageException(String code, @Nullable String field, String message) {
        super(message, null, false, false);
        this.problem = new Problem(code, field, message);
    }

    static InvalidMessageException missing(String field, String problem) {
        return new InvalidMessageException("missing_field", field, field + ": " + problem);
    }

    static InvalidMessageException invalid(String field, String problem) {
        return new InvalidMessageException("invalid_field", field, field + ": " + problem);
    }

    Problem problem() {
        return problem;
    }
}
