package commuter.notifier.guard;

import commuter.notifier.NotifierSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the origin of web pages that connect, or that make calls other than reading. Allowed are the service's own
 * host and the listed origins. A client without an origin is not a browser, so no page uses it.
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
     * @param origin of the page; null if there is none
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

    /** Browsers leave out the port of both origin and host when it is the default port of the scheme. */
    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
