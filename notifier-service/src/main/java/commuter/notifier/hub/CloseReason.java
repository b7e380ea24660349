package commuter.notifier.hub;

/** Why a client is closed: the WebSocket close code and text that it gets. */
public enum CloseReason {
    GOING_AWAY(1001, "the service stops, reconnect"),
    NOT_TEXT(1003, "only text messages are understood"),
    TOO_BIG(1009, "message too big"),
    TOO_SLOW(4008, "too slow, reconnect"),
    SILENT(4009, "no answer to ping, reconnect");

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
