package commuter.reservoir.deadletters;

/** The command cannot be carried out as it was given; the message says why and what would do. Nothing was sent. */
final class RefusedCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedCommandException(String message) {
        super(message);
    }
}
