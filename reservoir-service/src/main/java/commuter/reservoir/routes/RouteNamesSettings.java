package commuter.reservoir.routes;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the names of the routes come from.
 *
 * @param url where the network can be read, as GeoJSON
 * @param cacheFor how long names are used before they are read again
 * @param timeout how long to wait for the network
 * @param key API key or token with the scope read, if the spawner requires one; else empty
 */
@Validated
@ConfigurationProperties("commuter.network")
record RouteNamesSettings(
        @NotNull @DefaultValue("http://localhost:4001/api/network")
        URI url,

        @NotNull @DefaultValue("60s") Duration cacheFor,
        @NotNull @DefaultValue("5s") Duration timeout,
        @NotNull @DefaultValue("") String key) {

    /** Keeps the key out of logs and errors. */
    @Override
    public String toString() {
        return "NetworkSettings[url=" + url + ", cacheFor=" + cacheFor + ", timeout=" + timeout + ']';
    }
}
