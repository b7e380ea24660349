package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** RFC 7692: clients that support it get compressed batches, and may compress their messages. */
class DeflateTest {
    private static final String AGREED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final String PING_MESSAGE = "{\"type\":\"ping\"}";
    private static final int BATCH = 50;

    private static Notifier notifier;

    private final ReservoirId route = Log.newRoute();
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
        streamClient = offering("permessage-deflate; client_max_window_bits");
        assertThat(streamClient.extensions()).isEqualTo(AGREED);
    }

    @AfterEach
    void nobodyElseIsHarmed() throws IOException {
        streamClient.close();
        witness.expectNothingMore();
        witness.close();
    }

    @Test
    void aBatchComesDeflatedToWhoUnderstandsItAndAsItIsToTheOthersWithTheSameInIt() throws Exception {
        try (Log log = new Log();
                RawClient another = offering("permessage-deflate")) {
            String batches = "\"route\":\"" + route.id() + "\",\"batch\":true";
            witness.subscribeWith(batches);
            for (RawClient each : new RawClient[] {streamClient, another}) {
                each.sendText("{\"type\":\"subscribe\"," + batches + "}");
                assertThat(each.nextText()).contains("\"subscribed\"");
            }
            for (int round = 0; round < 3; round++) {
                log.spawned(route, round * BATCH + 1L, (round + 1L) * BATCH);
                JsonNode plain = witness.next();
                for (RawClient each : new RawClient[] {streamClient, another}) {
                    RawClient.Text frame = each.nextFrame();
                    assertThat(frame.deflated()).isTrue();
                    assertThat(frame.bytes()).isLessThan(frame.text().length() / 4);
                    assertThat(Json.MAPPER.readTree(frame.text()).path("data"))
                            .isEqualTo(plain.path("data"))
                            .hasSize(BATCH);
                    assertThat(Json.MAPPER.readTree(frame.text()).path("cursor"))
                            .isEqualTo(plain.path("cursor"));
                }
            }
        }
    }

    @Test
    void aSingleEventComesAsItIs() throws Exception {
        try (Log log = new Log()) {
            streamClient.sendText("{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\"}");
            assertThat(streamClient.nextText()).contains("\"subscribed\"");
            log.spawned(route, 1, 1);
            RawClient.Text event = streamClient.nextFrame();
            assertThat(event.text()).contains("passenger:spawned");
            assertThat(event.deflated()).isFalse();
        }
    }

    @Test
    void aDeflatedMessageIsUnderstoodAlsoInFragmentsWithAPingBetweenThem() throws IOException {
        byte[] deflated = deflated(PING_MESSAGE);
        streamClient.send(frame(0xc1, deflated));
        assertThat(streamClient.nextText()).contains("\"pong\"");
        streamClient.send(frame(0x41, Arrays.copyOf(deflated, 3)));
        streamClient.send(frame(0x89, "hi".getBytes(UTF_8)));
        assertThat(streamClient.nextPong()).isEqualTo("hi");
        streamClient.send(frame(0x80, Arrays.copyOfRange(deflated, 3, deflated.length)));
        assertThat(streamClient.nextText()).contains("\"pong\"");
        streamClient.send(frame(0x81, PING_MESSAGE.getBytes(UTF_8)));
        assertThat(streamClient.nextText()).contains("\"pong\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permessage-deflate                                                     | true
            x-webkit-deflate-frame, permessage-deflate; client_no_context_takeover | true
            permessage-deflate; server_max_window_bits=10                          | false
            permessage-deflate; server_max_window_bits=10, permessage-deflate      | true
            permessage-bzip2                                                       | false
            permessage-deflate; level=9                                            | false
            ;                                                                      | false
            """)
    void anOfferIsTakenWhereItCanBeKeptAndElseTheConnectionGoesOnWithout(String offer, boolean taken)
            throws IOException {
        try (RawClient other = offering(offer)) {
            assertThat(other.extensions()).isEqualTo(taken ? AGREED : "");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what cannot be inflated                 | c1 84 00 00 00 00 ff ff ff ff             | 1002
            another reserved bit                    | a1 80 00 00 00 00                         | 1002
            a ping that pretends to be deflated     | c9 80 00 00 00 00                         | 1002
            a continuation that says it once more   | 41 81 00 00 00 00 00 c0 80 00 00 00 00    | 1002
            a close that pretends to be deflated    | c8 82 00 00 00 00 03 e8                   | 1002
            binary                                  | c2 83 00 00 00 00 62 04 00                | 1003
            """)
    void whatBreaksTheRulesIsClosedWithItsCode(String what, String bytes, int code) throws IOException {
        streamClient.send(Arrays.stream(bytes.trim().split(" +"))
                .mapToInt(one -> Integer.parseInt(one, 16))
                .toArray());
        assertThat(streamClient.awaitCloseCode()).as(what).isEqualTo(code);
    }

    @Test
    void aSmallMessageThatInflatesToAHugeOneIsTooBig() throws IOException {
        byte[] bomb = deflated(" ".repeat(10_000_000));
        assertThat(bomb.length).isLessThan(32_768);
        streamClient.send(frame(0xc1, bomb));
        assertThat(streamClient.awaitCloseCode()).isEqualTo(1009);
    }

    private static RawClient offering(String extensions) throws IOException {
        RawClient streamClient = RawClient.offering(notifier.port(), extensions);
        RawClient.Text greeting = streamClient.nextFrame();
        assertThat(greeting.text()).contains("\"connected\"");
        assertThat(greeting.deflated()).isFalse();
        return streamClient;
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true), true)) {
            stream.write(text.getBytes(UTF_8));
            stream.flush();
            return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4);
        }
    }

    /** A frame with a mask of zeros. */
    private static int[] frame(int firstByte, byte[] payload) {
        boolean isLong = payload.length > 125;
        int header = isLong ? 8 : 6;
        int[] frame = new int[header + payload.length];
        frame[0] = firstByte;
        frame[1] = 0x80 | (isLong ? 126 : payload.length);
        if (isLong) {
            frame[2] = payload.length >> 8;
            frame[3] = payload.length & 0xff;
        }
        for (int i = 0; i < payload.length; i++) {
            frame[header + i] = payload[i] & 0xff;
        }
        return frame;
    }
}
