package commuter.access;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of this machine. A service that is open to this machine only must not serve web pages from elsewhere. Such
 * pages run in a browser on this machine, and may use a host name that its owner has pointed to this machine (DNS
 * rebinding).
 */
public final class ThisMachine {
    private static final Pattern NAME =
            Pattern.compile("(?i)localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private ThisMachine() {}

    /** The refusal of a caller who is, or appears to be, elsewhere. */
    public static Refusal refusal(String who) {
        return Refusal.forbidden(who + " is not this machine, and without API keys the service is for this machine"
                + " only; set commuter.access.keys.*");
    }

    public static boolean isNamed(@Nullable String host) {
        return host != null && NAME.matcher(host).matches();
    }

    /** Whether it is the origin of a page from this machine. */
    public static boolean isOrigin(String origin) {
        try {
            return isNamed(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
