package commuter.reservoir.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as it was received.
 *
 * @param time of the record itself
 * @param source the record's original topic, partition and offset; empty if the headers do not say
 * @param reason why it could not be used
 * @param headers of the record
 * @param cut original sizes of the parts that were too long to be kept, by the name of the header that gives the size;
 *     empty when the letter is complete
 * @param replayedAt when it was last sent again; null if never
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

    /** The same letter with the operator's corrections. */
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
