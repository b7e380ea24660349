package commuter.notifier.hub;

/** Why a client is closed: the WebSocket close code and its text. The text says what to do now. */
public enum CloseReason {
    GOING_AWAY(1001, "the service stops, reconnect"),
    PROTOCOL_ERROR(1002, "no proper WebSocket frame"),
    NOT_TEXT(1003, "only text messages are understood"),
    NOT_UTF8(1007, "text must be UTF-8"),
    TOO_BIG(1009, "message too big"),
    NO_MEMORY(1013, "no memory for an incomplete message now, reconnect later"),
    UNAVAILABLE(1013, "the past cannot be read now, resume later"),
    UNAUTHORIZED(4001, "the permission has ended, reconnect with a new one"),
    TOO_SLOW(4008, "too slow, resume"),
    SILENT(4009, "no answer to ping, resume");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
