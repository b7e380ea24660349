package commuter.reservoir.api;

/** Nothing can be written now; what is asked for was not sent. */
final class WritesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WritesUnavailableException(String message) {
        super(message);
    }
}
