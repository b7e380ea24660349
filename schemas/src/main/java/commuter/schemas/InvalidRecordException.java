package commuter.schemas;

/**
 * A record violates the contract. The message names the field, the value and what is allowed. Its length is limited.
 */
public final class InvalidRecordException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The maximum length of a value in the message. Neither the sender nor the reader needs a megabyte of it. */
    private static final int LONGEST_PROBLEM = 500;

    private final String field;
    private final String problem;

    public InvalidRecordException(String field, String problem) {
        this.field = shortened(field);
        this.problem = shortened(problem);
    }

    @Override
    public String getMessage() {
        return field + ": " + problem;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_PROBLEM
                ? text
                : text.substring(0, LONGEST_PROBLEM) + "... (" + text.length() + " characters)";
    }

    /** The snake_case name of the invalid field, or {@code $} for the record as a whole. */
    public String field() {
        return field;
    }
}
