package commuter.benchmarks;

/** The pipeline did not do all of the work, so there is no result. The message is one line for people. */
final class WrongResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongResultException(String message) {
        super(message);
    }
}
