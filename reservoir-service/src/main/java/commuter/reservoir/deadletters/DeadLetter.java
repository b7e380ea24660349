package commuter.reservoir.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as it came.
 *
 * @param time of the record itself
 * @param source the topic that it came from and its place there; empty if the headers do not say
 * @param reason why it could not be used
 * @param headers that it came with
 * @param cut how long the parts were that were too long to be kept, by the header that says so; empty when all is there
 * @param replayedAt when it was last sent again; null if it never was
 */
record DeadLetter(
        DeadLetterPosition place,
        Instant time,
        String sourceTopic,
        String source,
        String reason,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        Map<String, String> cut,
        @Nullable Instant replayedAt) {

    DeadLetter replayed(Instant at) {
        return new DeadLetter(place, time, sourceTopic, source, reason, key, value, headers, cut, at);
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
                cut,
                replayedAt);
    }
}
