package commuter.reservoir.api;

import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How parameters of HTTP calls are interpreted.
 *
 * @param zone time zone of dates, times of day and hours
 */
@Validated
@ConfigurationProperties("commuter.api")
public record ApiSettings(@NotNull @DefaultValue("UTC") ZoneId zone) {}
