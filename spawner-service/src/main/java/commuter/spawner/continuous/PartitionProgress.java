package commuter.spawner.continuous;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far the passengers of one partition are published. It is stored as the metadata of the group's committed offset.
 *
 * @param seed of the passengers
 * @param start the setting of the clock's start; empty for none
 * @param reached time on the demand clock, exclusive
 * @param at the real instant at which this was so
 * @param offset the end of the spawner's own records in the partition
 */
record PartitionProgress(long seed, String start, Instant reached, Instant at, long offset) {

    OffsetAndMetadata toOffset() {
        return new OffsetAndMetadata(offset, new String(Json.write(this), StandardCharsets.UTF_8));
    }

    /** Null when there is none, or when it was not written by a spawner. */
    static @Nullable PartitionProgress of(@Nullable OffsetAndMetadata committed) {
        try {
            return committed == null
                    ? null
                    : Json.read(committed.metadata().getBytes(StandardCharsets.UTF_8), PartitionProgress.class);
        } catch (InvalidRecordException e) {
            return null;
        }
    }
}
