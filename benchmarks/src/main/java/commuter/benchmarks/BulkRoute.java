package commuter.benchmarks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Strapi's bulk route as a bare client sees it: bytes that were prepared before, one call after the other. */
final class BulkRoute {
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    private record Call(List<Row> rows) {}

    private record Row(@JsonUnwrapped Passenger passenger, long baseVersion, String eventId, List<String> eventIds) {}

    BulkRoute(String strapi, String token) {
        this.address = URI.create(strapi + "/api/active-passengers/bulk");
        this.token = token;
    }

    /** The bodies of calls that insert passengers 0 to {@code rows} - 1. */
    static List<byte[]> bodies(int rows, int rowsPerCall) {
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < rows; from += rowsPerCall) {
            int to = Math.min(rows, from + rowsPerCall);
            bodies.add(Json.write(
                    new Call(IntStream.range(from, to).mapToObj(BulkRoute::row).toList())));
        }
        return bodies;
    }

    /** Makes the calls; returns how many nanoseconds they took. */
    long post(List<byte[]> bodies) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (byte[] body : bodies) {
            HttpResponse<byte[]> answer = client.send(request(body), BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new WrongResultException("Strapi answered the bulk call with " + answer.statusCode());
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

    private static Row row(int n) {
        String eventId = "bench-event-" + n;
        return new Row(Workload.passenger(n), 0, eventId, List.of(eventId));
    }
}
