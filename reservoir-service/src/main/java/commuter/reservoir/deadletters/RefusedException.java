package commuter.reservoir.deadletters;

/** The command cannot be carried out as it was given; the message says why and what would do. Nothing was sent. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
