package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class AvailableTest extends SystemTest {

    @Test
    void whoWaitsIsListedOldestFirstAndTheSecondReadIsAHit() throws Exception {
        List<SpawnRequest> requests = scenario.spawnRequests(30);
        requests.forEach(kafka::send);
        awaitEvents(30);

        HttpResponse<byte[]> first = read(reservoir().toString());
        HttpResponse<byte[]> second = read(reservoir().toString());

        assertThat(first.headers().firstValue("X-Cache")).contains("MISS");
        assertThat(second.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(passengers(second)).isEqualTo(passengers(first));
        assertThat(passengers(second)).extracting(Passenger::spawnedAt).isSorted();
        assertThat(passengers(second)).hasSize(30);
    }

    @Test
    void afterABoardingEventTheListLacksThePassenger() throws Exception {
        for (int i = 0; i < 20; i++) {
            SpawnRequest request = scenario.spawnRequest();
            kafka.send(request);
            awaitEvents(2 * i + 1);
            assertThat(passengers(read(reservoir().toString()))).hasSize(1);
            kafka.send(scenario.board(request.passengerId(), "BUS-1"));
            awaitEvents(2 * i + 2);

            assertThat(passengers(read(reservoir().toString()))).isEmpty();
        }
    }

    @Test
    void withRedisAwayStrapiAnswers() throws Exception {
        kafka.send(scenario.spawnRequest());
        awaitEvents(1);
        pipeline.part(Port.REDIS).kill();
        try {
            HttpResponse<byte[]> answer = read(reservoir().toString());

            assertThat(answer.headers().firstValue("X-Cache")).contains("BYPASS");
            assertThat(passengers(answer)).hasSize(1);
        } finally {
            pipeline.part(Port.REDIS).start();
        }
        Eventually.until(
                "the cache is used again",
                () -> read(reservoir().toString())
                        .headers()
                        .firstValue("X-Cache")
                        .equals(java.util.Optional.of("HIT")));
    }

    @Test
    void aReservoirThatIsNoneIsABadRequestThatSaysWhatIsOne() throws Exception {
        HttpResponse<byte[]> answer = read("bus:7");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("bus:7", "route:<route_id>");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private HttpResponse<byte[]> read(String reservoir) throws Exception {
        String encoded = URLEncoder.encode(reservoir, StandardCharsets.UTF_8);
        URI uri = URI.create(pipeline.url(Port.RESERVOIR) + "/api/reservoirs/" + encoded + "/available");
        return Http.CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    private static List<Passenger> passengers(HttpResponse<byte[]> answer) {
        return Json.MAPPER.readValue(answer.body(), new TypeReference<List<Passenger>>() {});
    }
}
