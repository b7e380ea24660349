package commuter.standalone.data;

/**
 * Something the caller must change before the pipeline can start. The message is one line: what is wrong, and the way
 * out.
 */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
