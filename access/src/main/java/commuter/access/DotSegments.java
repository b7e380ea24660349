package commuter.access;

import java.util.regex.Pattern;

/** Parts of a path that would lead to another path. Those who read it do not agree where. */
public final class DotSegments {
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    private DotSegments() {}

    /** Whether a path, as it was sent, has a part {@code .} or {@code ..}, encoded or not. */
    public static boolean areIn(String path) {
        return DOTS.matcher(path).find();
    }
}
