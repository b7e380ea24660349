package commuter.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller may be allowed to do; none of them includes another. */
public enum Scope {
    /** See passengers, stats and the network. */
    READ,
    /** Decide what becomes of passengers: board, alight, cancel, reinstate. */
    COMMAND,
    /** Make passengers. */
    SEED;

    /** As it stands in settings, tokens and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that name, in lower case. */
    public static Optional<Scope> find(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
