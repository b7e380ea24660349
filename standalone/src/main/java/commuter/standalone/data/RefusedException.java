package commuter.standalone.data;

/** Something the caller must change before the pipeline can start. The message is one line: what is wrong, and the way out. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
