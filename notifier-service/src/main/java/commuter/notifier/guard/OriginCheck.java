package commuter.notifier.guard;

import commuter.notifier.NotifierSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells whose pages may connect, or call for more than to read: those of the service's own host, and of the listed
 * origins. A client that names no origin is no browser, and no page speaks through it.
 */
@Component
public final class OriginCheck {
    private final Set<String> allowed;

    OriginCheck(NotifierSettings settings) {
        allowed = settings.allowedOrigins().stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /**
     * Whether a call of this page may be answered.
     *
     * @param origin of the page; null for no browser
     * @param host of the address that was called, with or without a port
     */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        String page = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(page)
                || (host != null && host.toLowerCase(Locale.ROOT).equals(authority(page)));
    }

    /** Browsers leave out the port of an origin and of a host alike when it is the scheme's own. */
    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
