package commuter.reservoir;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The stream's own settings. Kafka's settings are Spring's ({@code spring.kafka.*}).
 *
 * @param instanceId name of this instance, different from those of the others, and the same after a restart
 * @param stateDir where Kafka Streams keeps its stores; must survive restarts
 * @param stateMemory upper limit of the memory outside of the heap for all stores of Kafka Streams together
 * @param reconcileTopics whether to give existing topics the settings that are configured
 * @param streamThreads number of stream threads of this instance
 */
@Validated
@ConfigurationProperties("commuter")
public record ReservoirSettings(
        @NotBlank @DefaultValue("reservoir-1") String instanceId,
        @NotNull @DefaultValue("data/reservoir") Path stateDir,
        @NotNull @DefaultValue("96MB") DataSize stateMemory,
        @DefaultValue("false") boolean reconcileTopics,
        @Min(1) @Max(64) @DefaultValue("1") int streamThreads,
        @Valid @DefaultValue Batch batch) {

    private static final DataSize LEAST_STATE_MEMORY = DataSize.ofMegabytes(16);

    public ReservoirSettings {
        if (stateMemory.compareTo(LEAST_STATE_MEMORY) < 0) {
            throw new IllegalArgumentException("commuter.state-memory " + stateMemory + ": must be at least 16MB");
        }
    }

    /**
     * Sizes of a batch, and how many writes may be pending.
     *
     * @param maxRows maximum number of entries of one batch
     * @param maxBytes approximate maximum size of one batch; a larger record is sent alone
     * @param linger longest time between two batches of a task under load; an idle task sends at once
     * @param outboxEntries maximum number of pending writes of a task; a task with more stops reading; so does a task
     *     whose entries exceed twice the bytes
     */
    public record Batch(
            @Min(1) @Max(10_000) @DefaultValue("1000") int maxRows,
            @NotNull @DefaultValue("4MB") DataSize maxBytes,
            @NotNull @DefaultValue("250ms") Duration linger,
            @Min(1) @Max(1_000_000) @DefaultValue("5000") int outboxEntries) {

        private static final DataSize LEAST_BYTES = DataSize.ofKilobytes(64);

        public Batch {
            if (maxBytes.compareTo(LEAST_BYTES) < 0) {
                throw new IllegalArgumentException("commuter.batch.max-bytes " + maxBytes + ": must be at least 64KB");
            }
        }
    }
}
