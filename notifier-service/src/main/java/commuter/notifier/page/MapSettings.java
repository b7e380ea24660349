package commuter.notifier.page;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code commuter.map.*}; checked at start.
 *
 * @param tilesUrl template of the addresses of map tiles, with {z}, {x} and {y}, and {s} for one of a, b and c; empty
 *     for a map without tiles, which needs no other server
 * @param tilesAttribution the attribution that the owner of the tiles requires on the map
 */
@ConfigurationProperties("commuter.map")
record MapSettings(
        @DefaultValue("") String tilesUrl, @DefaultValue("") String tilesAttribution) {

    MapSettings {
        if (!tilesUrl.isEmpty() && !isTemplate(tilesUrl)) {
            throw new IllegalArgumentException("commuter.map.tiles-url=" + tilesUrl
                    + " must be an address with {z}, {x} and {y}, e.g. https://tiles.example/{z}/{x}/{y}.png");
        }
    }

    /** The source of a Content-Security-Policy that covers the tiles; empty without tiles. */
    String tilesSource() {
        if (tilesUrl.isEmpty()) {
            return "";
        }
        URI address = concrete(tilesUrl);
        String host = tilesUrl.contains("//{s}.")
                ? address.getRawAuthority().replaceFirst("^a", "*")
                : address.getRawAuthority();
        return address.getScheme() + "://" + host;
    }

    private static boolean isTemplate(String url) {
        try {
            URI address = concrete(url);
            return address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("https?")
                    && url.contains("{z}")
                    && url.contains("{x}")
                    && url.contains("{y}");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static URI concrete(String url) {
        return URI.create(url.replace("{s}", "a").replaceAll("[{][a-z]+[}]", "0"));
    }
}
