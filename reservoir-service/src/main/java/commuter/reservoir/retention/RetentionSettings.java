package commuter.reservoir.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long Strapi keeps passengers who have finished. At least an hour: a row must outlive every batch that may still
 * be sent again, and the clocks of two machines need not agree to the minute.
 *
 * @param finished how long a passenger's row is kept after it was last written
 * @param batch maximum number of rows of one deletion
 * @param interval time between two deletions
 */
@Validated
@ConfigurationProperties("commuter.retention")
public record RetentionSettings(
        @NotNull @DurationMin(hours = 1, message = "must be at least 1h") @DefaultValue("24h")
        Duration finished,

        @Min(1) @Max(10_000) @DefaultValue("1000") int batch,

        @NotNull @DurationMin(seconds = 1, message = "must be at least 1s") @DefaultValue("10m")
        Duration interval) {}
