package commuter.system.support;

import java.util.HashMap;
import java.util.Map;

/** Settings of a service. */
final class Settings {
    private Settings() {}

    /** The settings of both; if both have one, that of the first. */
    static Map<String, String> with(Map<String, String> first, Map<String, String> second) {
        Map<String, String> all = new HashMap<>(second);
        all.putAll(first);
        return all;
    }
}
