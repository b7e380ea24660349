package commuter.reservoir.deadletters;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as it came.
 *
 * @param time of the record itself
 * @param source the topic that it came from and its place there; empty if the headers do not say
 * @param reason why it could not be used
 * @param headers that it came with
 * @param replayedAt when it was last sent again; null if it never was
 */
record DeadLetter(
        Place place,
        Instant time,
        String sourceTopic,
        String source,
        String reason,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        @Nullable Instant replayedAt) {

    DeadLetter replayed(Instant at) {
        return new DeadLetter(place, time, sourceTopic, source, reason, key, value, headers, at);
    }

    /** The same letter with what an operator has put right. */
    DeadLetter corrected(byte @Nullable [] newKey, byte @Nullable [] newValue) {
        return new DeadLetter(
                place,
                time,
                sourceTopic,
                source,
                reason,
                newKey == null ? key : newKey,
                newValue == null ? value : newValue,
                headers,
                replayedAt);
    }
}
