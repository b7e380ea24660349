package commuter.standalone.data;

/**
 * Something that the user must change before the pipeline can start. The message is one line: what is wrong, and what
 * to do.
 */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
