package commuter.reservoir.api;

/** Nothing can be written now. The request was not sent to Kafka. */
final class WritesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WritesUnavailableException(String message) {
        super(message);
    }
}
