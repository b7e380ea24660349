package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.PassengerEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StoryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void aPassengersEventsAreToldInTheirOrderAlsoFromFarBack() throws Exception {
        try (TestNetwork network = new TestNetwork(1, 2);
                Log log = new Log();
                Notifier notifier = Notifier.start(network.settings())) {
            List<PassengerEvent> journey = network.journey(0);
            log.send(journey.subList(0, 2));
            log.send(IntStream.range(0, 1500)
                    .boxed()
                    .flatMap(n -> network.journey(0).stream())
                    .toList());
            log.send(journey.subList(2, 3));

            JsonNode story =
                    Json.MAPPER.readTree(ask(notifier, network, journey).body());

            assertThat(story.path("events")
                            .valueStream()
                            .map(event -> event.path("type").asString()))
                    .containsExactly("SPAWNED", "BOARDED", "ALIGHTED");
            assertThat(story.path("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void aStoryWhoseBeginningIsKeptNoMoreSaysSo() throws Exception {
        try (TestNetwork network = new TestNetwork(1, 2);
                Log log = new Log();
                Notifier notifier = Notifier.start(network.settings())) {
            List<PassengerEvent> journey = network.journey(0);
            log.send(journey.subList(0, 1));
            log.forget(network.route(0));
            log.send(journey.subList(1, 3));

            JsonNode story =
                    Json.MAPPER.readTree(ask(notifier, network, journey).body());

            assertThat(story.path("events")
                            .valueStream()
                            .map(event -> event.path("type").asString()))
                    .containsExactly("BOARDED", "ALIGHTED");
            assertThat(story.path("complete").asBoolean()).isFalse();
        }
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefusedWithTheField() throws Exception {
        try (TestNetwork network = new TestNetwork(1, 2);
                Notifier notifier = Notifier.start(network.settings())) {
            HttpResponse<String> answer = get(notifier, "/api/passengers/PASS_1/events?reservoir=route:1A");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"passenger_id\"", "PASS_1");
            String id = network.journey(0).get(0).passenger().passengerId();
            assertThat(get(notifier, "/api/passengers/" + id + "/events").body())
                    .contains("\"field\":\"reservoir\"");
            assertThat(get(notifier, "/api/passengers/" + id + "/events?reservoir=route:1&reservoir=route:2")
                            .body())
                    .contains("\"field\":\"reservoir\"", "'route:1', 'route:2' must be one value of reservoir");
            assertThat(get(notifier, "/api/passengers/" + id + "/events?resrvoir=route:1")
                            .body())
                    .contains("\"field\":\"resrvoir\"", "'route:1'");
        }
    }

    private static HttpResponse<String> ask(Notifier notifier, TestNetwork network, List<PassengerEvent> journey)
            throws Exception {
        String id = journey.get(0).passenger().passengerId();
        return get(notifier, "/api/passengers/" + id + "/events?reservoir=" + network.route(0));
    }

    private static HttpResponse<String> get(Notifier notifier, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(notifier.http(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
