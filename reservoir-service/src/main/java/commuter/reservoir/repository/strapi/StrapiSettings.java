package commuter.reservoir.repository.strapi;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the database is.
 *
 * @param url address of Strapi
 * @param token the API token that Strapi knows as RESERVOIR_TOKEN; required
 * @param timeout how long one call may take
 */
@Validated
@ConfigurationProperties("commuter.strapi")
public record StrapiSettings(
        @NotNull @DefaultValue("http://localhost:1337") URI url,

        @NotBlank(message = "is required: the token that Strapi was started with as RESERVOIR_TOKEN") @DefaultValue("")
        String token,

        @NotNull @DefaultValue("30s") Duration timeout) {

    /** Keeps the token out of logs and errors. */
    @Override
    public String toString() {
        return "StrapiSettings[url=" + url + ", timeout=" + timeout + "]";
    }
}
