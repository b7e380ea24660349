package commuter.benchmarks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A minimal client of a route of Strapi: it sends prepared bodies, one call after the other. */
final class StrapiRoute {
    private static final int REFUSED_FROM = 300;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    private record Call(List<Row> rows) {}

    private record Creation(Entry data) {}

    private record Entry(@JsonUnwrapped Passenger passenger, String eventId, String eventIds) {}

    private record Row(@JsonUnwrapped Passenger passenger, long baseVersion, String eventId, List<String> eventIds) {}

    private StrapiRoute(Pipeline parts, String path) {
        this.address = URI.create(parts.url(Port.STRAPI) + "/api/active-passengers" + path);
        this.token = parts.strapiToken();
    }

    /** Our bulk route, for a thousand rows at once. */
    static StrapiRoute bulk(Pipeline parts) {
        return new StrapiRoute(parts, "/bulk");
    }

    /** The create route that Strapi has for every content type; open in {@link StockStrapi} only. */
    static StrapiRoute create(Pipeline parts) {
        return new StrapiRoute(parts, "");
    }

    /** The bodies of bulk calls that insert passengers {@code from} to {@code until} - 1. */
    static Stream<byte[]> bulkBodies(int from, int until, int rowsPerCall) {
        return IntStream.iterate(from, first -> first < until, first -> first + rowsPerCall)
                .mapToObj(first -> Json.write(new Call(
                        rows(first, Math.min(until, first + rowsPerCall)).toList())));
    }

    /** The bodies of calls that create one passenger each. */
    static Stream<byte[]> createBodies(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(n -> Json.write(new Creation(new Entry(Workload.passenger(n), eventId(n), eventId(n)))));
    }

    /** Makes the calls; returns how many nanoseconds they took. */
    long post(Stream<byte[]> bodies) throws IOException, InterruptedException {
        List<byte[]> prepared = bodies.toList();
        long start = System.nanoTime();
        for (byte[] body : prepared) {
            HttpResponse<String> answer = client.send(request(body), BodyHandlers.ofString());
            if (answer.statusCode() >= REFUSED_FROM) {
                throw new WrongResultException(
                        "Strapi answered " + address + " with " + answer.statusCode() + " " + answer.body());
            }
        }
        return System.nanoTime() - start;
    }

    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Stream<Row> rows(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(n -> new Row(Workload.passenger(n), 0, eventId(n), List.of(eventId(n))));
    }

    private static String eventId(int n) {
        return "bench-event-" + n;
    }
}
