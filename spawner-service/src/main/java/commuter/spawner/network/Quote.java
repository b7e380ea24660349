package commuter.spawner.network;

import commuter.text.Escaped;

/** Quotes text from a feed for a line of a log: limited in length, and without characters that control a terminal. */
final class Quote {
    private static final int LONGEST = 80;

    private Quote() {}

    /** The value in single quotes, cut when it is long. */
    static String of(String value) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return "'" + Escaped.line(shown) + "'";
    }
}
