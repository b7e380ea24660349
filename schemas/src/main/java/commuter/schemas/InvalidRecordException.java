package commuter.schemas;

/** A record that breaks the contract. The message names the field, the value and what is allowed. */
public final class InvalidRecordException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public InvalidRecordException(String field, String problem) {
        super(problem);
        this.field = field;
        this.problem = problem;
    }

    @Override
    public String getMessage() {
        return field + ": " + problem;
    }

    /** The snake_case name of the offending field, or {@code $} for the record as a whole. */
    public String field() {
        return field;
    }
}
