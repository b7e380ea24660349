package commuter.reservoir.api;

/** A parameter or header of a request is invalid. */
final class InvalidParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String allowed;

    /** @param allowed the message continues with it after "must be" */
    InvalidParameterException(String field, Object value, String allowed) {
        super(field + ": '" + value + "' must be " + allowed);
        this.field = field;
        this.value = String.valueOf(value);
        this.allowed = allowed;
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }

    String allowed() {
        return allowed;
    }
}
