package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProtocolTest {
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start(
                "--commuter.notifier.max-subscriptions=3",
                "--commuter.notifier.max-connections=2",
                "--commuter.notifier.allowed-origins=https://map.example",
                "--commuter.notifier.ping-interval=200ms",
                "--commuter.notifier.pong-timeout=300ms");
    }

    /** Waits until the clients of the test before are gone, so that each test has both places. */
    @BeforeEach
    void nobodyIsConnected() {
        Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections") == 0);
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense                                     | bad_json      |
        [1,2]                                        | bad_json      |
        {}                                           | missing_field | type
        {"type":"subscribe"}                         | missing_field | route
        {"type":"unsubscribe","data":{}}             | missing_field | route
        {"type":"subscribe","route":7}               | invalid_field | route
        {"type":"subscribe","route":" "}             | invalid_field | route
        {"type":"subscribe","route":"1","depot":"2"} | invalid_field | depot
        {"type":"subscribe","route":"1","stats":1}   | invalid_field | stats
        {"type":"dance"}                             | unknown_type  | type
        {"type":"subscribe","route":"1","tpyes":["boarded"]}      | unknown_field | tpyes
        {"type":"subscribe","data":{"route":"1","vehicle":"2"}}   | unknown_field | vehicle
        {"type":"subscribe","route":"1","data":{"route":"1"}}     | unknown_field | route
        {"type":"unsubscribe","route":"1","stats":true}           | unknown_field | stats
        {"type":"subscribe","route":"1","route":"2"}              | bad_json      |
        {"type":"subscribe","data":"route 1"}                     | invalid_field | data
        """)
    void aMessageThatCannotBeUnderstoodIsAnsweredWithTheFieldAndTheConnectionStays(
            String message, String code, String field) {
        try (StreamClient streamClient = notifier.connect()) {
            JsonNode error = streamClient.send(message).next("error");
            assertThat(error.path("code").stringValue()).isEqualTo(code);
            assertThat(error.path("field").asString("")).isEqualTo(field == null ? "" : field);
            assertThat(error.path("message").stringValue()).isNotBlank();
            streamClient.expectNothingMore();
        }
    }

    @Test
    void aPingIsAnsweredWithAPong() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    @Test
    void oneSubscriptionTooManyIsRefusedAndTheOthersStay() {
        try (StreamClient streamClient =
                notifier.connect().subscribe("route", "1").subscribe("route", "2")) {
            streamClient.subscribe("depot", "1").subscribe("depot", "1");
            JsonNode error = streamClient
                    .send("{\"type\":\"subscribe\",\"route\":\"3\"}")
                    .next("error");
            assertThat(error.path("code").stringValue()).isEqualTo("too_many_subscriptions");
            streamClient.unsubscribe("route", "1").next("unsubscribed");
            streamClient.subscribe("route", "3");
        }
    }

    @Test
    void binaryInputClosesWith1003() {
        try (StreamClient streamClient = notifier.connect().sendBinary((byte) 1, (byte) 2)) {
            assertThat(streamClient.awaitClosed().code()).isEqualTo(1003);
        }
    }

    @Test
    void anOversizedMessageClosesWith1009HoweverItIsCutIntoFrames() throws IOException {
        String oversized = "{\"type\":\"" + "x".repeat(70_000) + "\"}";
        try (StreamClient fragments = notifier.connect();
                RawClient oneFrame = rawClient()) {
            assertThat(fragments.send(oversized).awaitClosed().code()).isEqualTo(1009);
            oneFrame.sendText(oversized);
            assertThat(oneFrame.awaitCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageFarBeyondTheLimitEndsTheConnectionBeforeItIsRead() throws IOException {
        try (StreamClient streamClient = notifier.connect()) {
            try {
                streamClient.send("x".repeat(2_000_000));
            } catch (CompletionException e) {
                // The service may close the connection while the message is still being sent.
            }
            assertThat(streamClient.awaitClosed().code()).isIn(1006, 1009);
        }
    }

    @Test
    void aClientThatDoesNotAnswerPingsIsClosedWith4009AndOneThatDoesStays() throws IOException {
        try (RawClient silent = rawClient();
                StreamClient lively = notifier.connect()) {
            assertThat(silent.awaitCloseCode()).isEqualTo(4009);
            lively.expectNothingMore();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 403",
        "null, 403",
        "http://localhost.evil.example:PORT, 403",
        "http://localhost:1, 403",
        "http://localhost:PORT, 101",
        "https://map.example, 101"
    })
    void onlyPagesOfTheOwnHostAndOfListedOriginsMayConnect(String origin, String status) throws IOException {
        String page = origin.replace("PORT", Integer.toString(notifier.port()));
        try (RawClient streamClient = new RawClient(notifier.port(), page)) {
            assertThat(streamClient.status()).isEqualTo(status);
        }
    }

    /**
     * Otherwise any web page could reach a service that is open to this machine only, with a host name that it has
     * pointed here.
     */
    @ParameterizedTest
    @CsvSource({"evil.example:PORT, 403", "127.0.0.1:PORT, 101", "[::1]:PORT, 101"})
    void withoutKeysOnlyANameOfThisMachineIsAnswered(String host, String status) throws IOException {
        String name = host.replace("PORT", Integer.toString(notifier.port()));
        try (RawClient streamClient = new RawClient(notifier.port(), "http://" + name, name)) {
            assertThat(streamClient.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?route=1A           | route: '1A' is no parameter here; known are ticket
        ?ticket=a&ticket=b  | ticket: 'a', 'b' are 2 values: give one
        ?ticket=%zz         | query: must be percent-encoded
        """)
    void aParameterThatAHandshakeDoesNotTakeIsRefusedAndNamed(String query, String problem) throws IOException {
        try (RawClient streamClient = RawClient.opening(notifier.port(), query, "")) {
            assertThat(streamClient.status()).isEqualTo("400");
            assertThat(streamClient.problem()).contains(problem);
        }
    }

    /** A browser fails when it has offered subprotocols and the answer contains none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        commuter.v1            | 101 | commuter.v1
        graphql-ws,commuter.v1 | 101 | commuter.v1
        x                      | 400 |
        """)
    void aClientThatOffersSubprotocolsGetsOursOrIsToldWhich(String offered, String status, String chosen)
            throws IOException {
        try (RawClient streamClient =
                RawClient.opening(notifier.port(), "", "Sec-WebSocket-Protocol: " + offered + "\r\n")) {
            assertThat(streamClient.status()).isEqualTo(status);
            assertThat(streamClient.header("Sec-WebSocket-Protocol")).isEqualTo(chosen == null ? "" : chosen);
            if (chosen == null) {
                assertThat(streamClient.problem()).contains("'x' must contain commuter.v1");
            }
        }
    }

    @Test
    void whoOffersNoSubprotocolIsToldNone() throws IOException {
        try (RawClient streamClient = rawClient()) {
            assertThat(streamClient.status()).isEqualTo("101");
            assertThat(streamClient.header("Sec-WebSocket-Protocol")).isEmpty();
        }
    }

    @Test
    void oneConnectionTooManyIsRefusedWith503() throws IOException {
        try (StreamClient one = notifier.connect();
                StreamClient two = notifier.connect();
                RawClient three = rawClient()) {
            assertThat(three.status()).isEqualTo("503");
            one.expectNothingMore();
            two.expectNothingMore();
        }
    }

    private static RawClient rawClient() throws IOException {
        return new RawClient(notifier.port(), "http://localhost:" + notifier.port());
    }
}
