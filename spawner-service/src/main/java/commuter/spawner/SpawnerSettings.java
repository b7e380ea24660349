package commuter.spawner;

import commuter.spawner.demand.TimeWindow;
import commuter.spawner.network.FeedLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings, as {@code --commuter.x=} or {@code COMMUTER_X}.
 *
 * @param gtfs a zip, a folder or the address of a zip; empty for the feed that ships with the project
 * @param seed seed of the random numbers; the same seed gives the same passengers
 * @param feed maximum size of a feed
 */
@Validated
@ConfigurationProperties(SpawnerSettings.PREFIX)
record SpawnerSettings(
        @DefaultValue("") String gtfs,
        @DefaultValue FeedSettings feed,
        @DefaultValue("1") long seed,
        @DefaultValue @Valid ClockSettings clock,
        @DefaultValue @Valid SpawnSettings spawn,
        @DefaultValue @Valid DemandSettings demand,
        @DefaultValue @Valid CorsSettings cors) {
    static final String PREFIX = "commuter";

    /**
     * @param maxZip maximum size of a zip that is read or downloaded
     * @param maxUnpacked maximum size of a feed's files together
     */
    record FeedSettings(
            @DefaultValue("512MB") DataSize maxZip,
            @DefaultValue("4GB") DataSize maxUnpacked) {
        FeedSettings {
            // FeedLimits checks the values.
            FeedLimits unused = new FeedLimits(maxZip.toBytes(), maxUnpacked.toBytes());
        }

        FeedLimits limits() {
            return new FeedLimits(maxZip.toBytes(), maxUnpacked.toBytes());
        }
    }

    /**
     * @param speed how many seconds of demand pass in one real second
     * @param start the demand clock's time when the group starts for the first time, in the feed's time zone; null for
     *     now
     */
    record ClockSettings(
            @DefaultValue("1") @DecimalMin("0.01") @DecimalMax("10000")
            double speed,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime start) {
        private static final int FIRST_YEAR = 1970;
        private static final int LAST_YEAR = 2199;

        ClockSettings {
            if (start != null && (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR)) {
                throw new IllegalArgumentException(
                        "start " + start + " must be from " + FIRST_YEAR + " to " + LAST_YEAR);
            }
        }
    }

    /**
     * @param enabled whether continuous mode runs from the start
     * @param group instances of one group share the reservoirs, and continue where the group stopped
     */
    record SpawnSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("spawner") @NotBlank String group) {}

    /**
     * @param buildingsPerStop number of buildings around a stop that the file does not list
     * @param buildingsFile a CSV file of stop_id,buildings; empty for none
     * @param rulesFile a YAML file of base rates, multipliers, events and weather; empty for none
     * @param window how much demand time is drawn at once; another length leads to other passengers
     */
    record DemandSettings(
            @DefaultValue("60") @Min(0) @Max(100_000) int buildingsPerStop,
            @DefaultValue("") String buildingsFile,
            @DefaultValue("") String rulesFile,
            @DefaultValue("60s") Duration window) {
        DemandSettings {
            // TimeWindow checks the value.
            TimeWindow unused = TimeWindow.containing(Instant.EPOCH, window);
        }
    }

    /** @param origins origins of the pages that may call the GET endpoints from a browser */
    record CorsSettings(
            @DefaultValue({"http://localhost:8080", "http://127.0.0.1:8080"})
            List<String> origins) {}
}
