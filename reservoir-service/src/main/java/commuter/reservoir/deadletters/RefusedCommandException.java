package commuter.reservoir.deadletters;

/** The command cannot be executed as given. The message says why and what to do instead. Nothing was sent. */
final class RefusedCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedCommandException(String message) {
        super(message);
    }
}
