package commuter.spawner.network;

import commuter.text.Escaped;

/**
 * Writes what stands in a feed as a line of a log may show it: not too much of it, and nothing that a terminal obeys.
 */
final class Quote {
    private static final int LONGEST = 80;

    private Quote() {}

    /** The value in single quotes, cut when it is long. */
    static String of(String value) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return "'" + Escaped.line(shown) + "'";
    }
}
