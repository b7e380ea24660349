package commuter.console.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Parts of addresses. */
final class Paths {
    private Paths() {}

    static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
