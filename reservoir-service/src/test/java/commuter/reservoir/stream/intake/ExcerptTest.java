package commuter.reservoir.stream.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** A long value is cut where Kafka's client returns it, and gives its size and digest wherever it is read. */
class ExcerptTest {
    private static final String DIGEST_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final CuttingDeserializer deserializer = new CuttingDeserializer(10, 2, 200_000);

    @Test
    void whatIsShortStaysWhole() {
        byte[] received = deserializer.deserialize("t", new RecordHeaders(), ByteBuffer.wrap("abc".getBytes(UTF_8)));

        assertThat(received).isEqualTo("abc".getBytes(UTF_8));
        assertThat(Excerpt.of(received, 3, 1)).satisfies(excerpt -> {
            assertThat(excerpt.bytes()).isEqualTo(received);
            assertThat(excerpt.sha256()).isNull();
        });
        assertThat(deserializer.deserialize("t", new RecordHeaders(), (ByteBuffer) null))
                .isNull();
    }

    @Test
    void whatIsLongTellsItsSizeAndDigestHoweverOftenItIsCut() {
        byte[] all = "abc".getBytes(UTF_8);
        byte[] cut = Excerpt.cut(ByteBuffer.wrap(("x" + "abc").getBytes(UTF_8)).position(1), 2);

        for (Excerpt excerpt : new Excerpt[] {Excerpt.of(cut, 100, 100), Excerpt.of(all, 2, 2)}) {
            assertThat(excerpt.bytes()).isEqualTo("ab".getBytes(UTF_8));
            assertThat(excerpt.size()).isEqualTo(3);
            assertThat(excerpt.sha256()).isEqualTo(DIGEST_OF_ABC);
        }
        assertThatThrownBy(() -> RecordLimits.check(null, cut)).hasMessageStartingWith("value: has 3 bytes");
    }

    @Test
    void ofOneFetchOnlySoManyLongOnesStayWhole() {
        CuttingDeserializer values = new CuttingDeserializer(1_000_000, 1_000, 200_000);
        byte[] longOne = new byte[100_000];

        assertThat(new int[] {length(values, longOne), length(values, longOne)}).containsOnly(100_000);
        assertThat(length(values, longOne)).isLessThan(2_000);
        assertThat(length(values, Arrays.copyOf(longOne, 1_000)))
                .as("short ones always do")
                .isEqualTo(1_000);
        values.begin();
        assertThat(length(values, longOne)).isEqualTo(100_000);
    }

    private static int length(CuttingDeserializer deserializer, byte[] value) {
        return deserializer.deserialize("t", new RecordHeaders(), ByteBuffer.wrap(value)).length;
    }
}
