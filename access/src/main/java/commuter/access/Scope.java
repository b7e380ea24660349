package commuter.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller may do. No scope includes another one. */
public enum Scope {
    /** See passengers, stats and the network. */
    READ,
    /** Decide what becomes of passengers: board, alight, cancel, reinstate. */
    COMMAND,
    /** Create passengers. */
    SEED;

    /** The name in settings, tokens and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope with this name, in lower case. */
    public static Optional<Scope> find(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
