package commuter.reservoir.api;

/** Nothing can be written now; what is asked for was not sent. */
final class HeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HeldException(String message) {
        super(message);
    }
}
