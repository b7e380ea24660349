package commuter.console.session;

/** Colours by their meaning. */
enum Colour {
    PLAIN(""),
    HEADING("1"),
    GOOD("32"),
    OPEN("33"),
    BAD("31"),
    OVER("2");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text, boolean wanted) {
        return wanted && this != PLAIN ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    static Colour ofStatus(String status) {
        return switch (status) {
            case "WAITING" -> OPEN;
            case "BOARDED" -> GOOD;
            case "CANCELLED" -> BAD;
            case "ALIGHTED", "EXPIRED" -> OVER;
            default -> PLAIN;
        };
    }
}
