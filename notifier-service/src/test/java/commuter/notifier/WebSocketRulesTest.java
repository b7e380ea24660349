package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 6455, byte by byte: a violation of its rules closes the client's own connection with the right code, and no other
 * connection.
 */
class WebSocketRulesTest {
    private static final String PING_MESSAGE = "{\"type\":\"ping\"}";

    private static Notifier notifier;

    private StreamClient witness;
    private RawClient streamClient;

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start();
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @BeforeEach
    void connect() throws IOException {
        witness = notifier.connect();
        streamClient = new RawClient(notifier.port(), "http://localhost:" + notifier.port());
        assertThat(streamClient.nextText()).contains("\"connected\"");
    }

    @AfterEach
    void nobodyElseIsHarmed() throws IOException {
        streamClient.close();
        witness.expectNothingMore();
        witness.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not masked                          | 81 02 7b 7d                           | 1002
            a reserved bit                      | c1 80 00 00 00 00                     | 1002
            an unknown opcode                   | 83 80 00 00 00 00                     | 1002
            an unknown control opcode           | 8b 80 00 00 00 00                     | 1002
            a ping in fragments                 | 09 80 00 00 00 00                     | 1002
            a ping of more than 125 bytes       | 89 fe 00 7e 00 00 00 00               | 1002
            a continuation of nothing           | 80 80 00 00 00 00                     | 1002
            a text within another's fragments   | 01 80 00 00 00 00 81 80 00 00 00 00   | 1002
            a close with half a code            | 88 81 00 00 00 00 03                  | 1002
            a close with a code of nobody's     | 88 82 00 00 00 00 03 ec               | 1002
            binary                              | 82 81 00 00 00 00 01                  | 1003
            text that is no UTF-8               | 81 82 00 00 00 00 c3 28               | 1007
            a size beyond the limit             | 81 ff 00 00 00 00 00 02 00 00 00 00 00 00 | 1009
            """)
    void whatBreaksTheRulesIsClosedWithItsCode(String what, String bytes, int code) throws IOException {
        streamClient.send(bytes(bytes));
        assertThat(streamClient.awaitCloseCode()).as(what).isEqualTo(code);
    }

    @Test
    void aMessageInFragmentsIsOneMessageAndAPingBetweenThemIsAnsweredAtOnce() throws IOException {
        int half = 5;
        streamClient.send(fragment(0x01, PING_MESSAGE.substring(0, half)));
        streamClient.send(0x89, 0x82, 0, 0, 0, 0, 'h', 'i');
        assertThat(streamClient.nextPong()).isEqualTo("hi");
        streamClient.send(fragment(0x80, PING_MESSAGE.substring(half)));
        assertThat(streamClient.nextText()).contains("\"pong\"");
    }

    @Test
    void aMaskIsTakenOff() throws IOException {
        int[] frame = fragment(0x81, PING_MESSAGE);
        int[] mask = {0x12, 0x34, 0x56, 0x78};
        for (int i = 0; i < mask.length; i++) {
            frame[2 + i] = mask[i];
        }
        for (int i = 6; i < frame.length; i++) {
            frame[i] ^= mask[(i - 6) % 4];
        }
        streamClient.send(frame);
        assertThat(streamClient.nextText()).contains("\"pong\"");
    }

    @Test
    void aGoodbyeIsAnsweredWithItsCodeAndThenTheConnectionEnds() throws IOException {
        streamClient.send(0x88, 0x82, 0, 0, 0, 0, 4000 >> 8, 4000 & 0xff);
        assertThat(streamClient.awaitCloseCode()).isEqualTo(4000);
        assertThat(streamClient.hasEnded()).isTrue();
    }

    private static int[] fragment(int firstByte, String text) {
        int[] frame = new int[6 + text.length()];
        frame[0] = firstByte;
        frame[1] = 0x80 | text.length();
        for (int i = 0; i < text.length(); i++) {
            frame[6 + i] = text.charAt(i);
        }
        return frame;
    }

    private static int[] bytes(String hex) {
        return Arrays.stream(hex.trim().split(" +"))
                .mapToInt(one -> Integer.parseInt(one, 16))
                .toArray();
    }
}
