package commuter.access;

import java.util.regex.Pattern;

/** Dot segments of a path, which lead to another path. Proxies, Tomcat and Spring interpret them differently. */
public final class DotSegments {
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    private DotSegments() {}

    /** Whether a path, as it was sent, has a segment {@code .} or {@code ..}, encoded or not. */
    public static boolean areIn(String path) {
        return DOTS.matcher(path).find();
    }
}
