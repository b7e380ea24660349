package commuter.reservoir;

/**
 * The service cannot start, for a reason that its operator can fix. The message says what is wrong and how to fix it.
 */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
