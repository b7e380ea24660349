package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
    private static final byte[] X = "x".getBytes(UTF_8);

    @Test
    void headersOfASenderNeverActAsOurs() {
        Headers strangers = letter(new RecordHeaders().add("replay_of", X).add("source_topic", X));

        assertThat(DeadLetterHeaders.isReplayMarker(strangers, X)).isFalse();
        assertThat(DeadLetterHeaders.isReplayMarker(strangers, null)).isFalse();
        assertThat(DeadLetterHeaders.isReplayMarker(new RecordHeaders().add("replay_of", X), null))
                .isTrue();
    }

    @Test
    void aRecordGetsBackWhatItCameWith() {
        Headers own = new RecordHeaders()
                .add("replay_of", X)
                .add("reason", X)
                .add("traceparent", X)
                .add("source_topic", X);

        assertThat(DeadLetterHeaders.ownOf(letter(own))).containsExactly(own.toArray());
        assertThat(DeadLetterHeaders.ownOf(letter(new RecordHeaders()))).isEmpty();
    }

    @Test
    void whatWasRenamedGetsItsNameBack() {
        Headers renamed = letter(new RecordHeaders()
                .add("original_reason", X)
                .add("original_replay_of", X)
                .add("original_x", X));

        assertThat(DeadLetterHeaders.ownOf(renamed))
                .extracting(Header::key)
                .containsExactly("reason", "replay_of", "original_x");
    }

    @Test
    void aLetterThatWasCutSaysHowLongItWas() {
        Headers cut = letter(new RecordHeaders().add("value_size", "20000557".getBytes(UTF_8)));

        assertThat(DeadLetterHeaders.cutOf(cut)).containsExactly(entry("value_size", "20000557"));
        assertThat(DeadLetterHeaders.ownOf(cut)).isEmpty();
    }

    private static Headers letter(Headers own) {
        return new RecordHeaders(own.toArray())
                .add("source_topic", X)
                .add("source_partition", X)
                .add("source_offset", X)
                .add("reason", X);
    }
}
