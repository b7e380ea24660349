package commuter.system.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Violated guarantees, each with its cases. The first few cases of each are shown. */
final class Violations {
    private static final int SHOWN = 5;

    private final Map<String, List<String>> cases = new LinkedHashMap<>();

    void add(String promise, Object broken) {
        cases.computeIfAbsent(promise, unused -> new ArrayList<>()).add(String.valueOf(broken));
    }

    /** @param about what to show of a case; evaluated only if the guarantee is violated */
    void unless(boolean kept, String promise, Object... about) {
        if (!kept) {
            add(promise, Arrays.stream(about).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    void unlessEqual(Object actual, Object expected, String promise, Object about) {
        unless(Objects.equals(actual, expected), promise, about, "is", actual, "and not", expected);
    }

    void throwIfAny(String counts) {
        if (cases.isEmpty()) {
            return;
        }
        StringBuilder text =
                new StringBuilder("Promises are broken (").append(counts).append("):");
        cases.forEach((promise, broken) -> {
            text.append("\n- ")
                    .append(promise)
                    .append(": ")
                    .append(broken.size())
                    .append(" times");
            broken.stream().limit(SHOWN).forEach(one -> text.append("\n    ").append(one));
        });
        throw new AssertionError(text.toString());
    }
}
