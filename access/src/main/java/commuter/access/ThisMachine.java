package commuter.access;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the machine itself. A service that is open to this machine only is not meant for pages of others, which
 * come through a browser here under a name that they have pointed to it.
 */
public final class ThisMachine {
    private static final Pattern NAME =
            Pattern.compile("(?i)localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private ThisMachine() {}

    /** The answer to somebody who is elsewhere, or looks so. */
    public static Refusal refusal(String who) {
        return Refusal.forbidden(who + " is not this machine, and without API keys the service is for this machine"
                + " only; set commuter.access.keys.*");
    }

    public static boolean isNamed(@Nullable String host) {
        return host != null && NAME.matcher(host).matches();
    }

    /** Whether it is the origin of a page of this machine. */
    public static boolean isOrigin(String origin) {
        try {
            return isNamed(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
