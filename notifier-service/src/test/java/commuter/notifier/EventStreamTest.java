package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Server-sent events bring the same as a WebSocket. A stream does not end, so a test waits this long to see that
 * nothing comes.
 */
@Timeout(60)
class EventStreamTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Notifier notifier;
    private static Log log;

    private final ReservoirId route = Log.newRoute();

    /** One stream, read event by event. */
    private static final class Events implements AutoCloseable {
        private final Stream<String> lines;
        private final Iterator<String> next;
        private String id = "";
        private String name = "";

        Events(HttpResponse<Stream<String>> response) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            lines = response.body();
            next = lines.iterator();
        }

        /** The envelope of the next event, which must be of this type. */
        JsonNode next(String type) {
            while (true) {
                String line = next.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    JsonNode envelope = Json.MAPPER.readTree(line.substring(6));
                    assertThat(name)
                            .isEqualTo(type)
                            .isEqualTo(envelope.path("type").stringValue());
                    assertThat(id).isEqualTo(envelope.path("cursor").stringValue());
                    return envelope.path("data");
                }
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start();
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
    }

    @Test
    void theSameFiltersAndTheIdOfTheLastEventAsTheCursor() throws Exception {
        String last;
        try (Events events = events("route=" + route.id() + "&type=spawned", null)) {
            log.event(EventType.BOARDED, route, 1, new byte[0][]).spawned(route, 2, 3);
            assertThat(events.next("passenger:spawned").path("sequence").longValue())
                    .isEqualTo(2);
            last = events.id;
        }
        try (Events events = events("route=" + route.id(), last)) {
            assertThat(events.next("passenger:spawned").path("sequence").longValue())
                    .isEqualTo(3);
            log.spawned(route, 4, 4);
            assertThat(events.next("passenger:spawned").path("sequence").longValue())
                    .isEqualTo(4);
        }
    }

    /**
     * A client that cannot set the header uses the address, which may also contain the older id with which it was
     * opened.
     */
    @ParameterizedTest
    @ValueSource(strings = {"lastEventId=", "last_event_id=", "resume=", "resume=OLDER&lastEventId="})
    void theCursorMayStandInTheAddress(String parameter) throws Exception {
        String last;
        String older;
        try (Events events = events("route=" + route.id(), null)) {
            log.spawned(route, 1, 2);
            events.next("passenger:spawned");
            older = events.id;
            events.next("passenger:spawned");
            last = events.id;
        }
        log.spawned(route, 3, 3);
        String query = "route=" + route.id() + "&" + parameter.replace("OLDER", older) + last;
        try (Events events = events(query, null)) {
            assertThat(events.next("passenger:spawned").path("sequence").longValue())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        route=1&type=dance             | types: 'dance' must be one of
        route=1&tpye=boarded           | tpye: 'boarded' is no parameter here; known are batch, depot
        route=1&snapshot=1             | snapshot: '1' must be true or false
        route=1&stats=TRUE             | stats: 'TRUE' must be true or false
        route=1&batch=true&batch=false | batch: 'true', 'false' are 2 values: give one
        route=1&resume=a&resume=b      | resume: 'a', 'b' are 2 values: give one
        route=1&lastEventId=nonsense   | resume: is no cursor
        route=%zz                      | query: must be percent-encoded
        """)
    void whatCannotBeUnderstoodIsA400ThatSaysWhy(String query, String problem) throws Exception {
        // By hand, because Java's client would not send every query.
        try (Socket socket = new Socket("localhost", notifier.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    "GET /sse/stream?" + query + " HTTP/1.1\r\nHost: localhost:" + notifier.port() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains(problem);
        }
    }

    @Test
    void anIdMayHoldASemicolon() throws Exception {
        ReservoirId odd = ReservoirId.route(route.id() + ";b");
        try (Events events = events("route=" + odd.id() + "&snapshot=false&stats", null)) {
            log.spawned(odd, 1, 1);
            assertThat(events.next("passenger:spawned").path("reservoir").stringValue())
                    .isEqualTo(odd.toString());
        }
    }

    @Test
    void headIsAnsweredLikeGetWithoutAStream() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(notifier.http("/sse/stream?route=1"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    private static Events events(String query, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(notifier.http("/sse/stream?" + query));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        Events events = new Events(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        events.next("connected");
        events.next("subscribed");
        return events;
    }
}
