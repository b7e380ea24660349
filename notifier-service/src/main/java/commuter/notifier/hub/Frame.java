package commuter.notifier.hub;

/**
 * One outgoing message, encoded once and shared by all who get it: nobody changes its bytes. A ping carries none.
 */
public final class Frame {
    /** Asks a client for a sign of life. */
    public static final Frame PING = new Frame(new byte[0]);

    private final byte[] bytes;

    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** UTF-8 text, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }
}
