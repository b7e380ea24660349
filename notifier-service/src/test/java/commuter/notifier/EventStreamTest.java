package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Server-sent events bring what a WebSocket brings. A stream does not end: what does not come is waited for so long. */
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

    @Test
    void whatCannotBeUnderstoodIsA400ThatSaysWhy() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(notifier.http("/sse/stream?route=1&type=dance"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(answer.body()).path("detail").stringValue())
                .contains("types: 'dance'");
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
