package commuter.reservoir.repository.strapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RepositoryException.Refused;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.StoredRow;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Passengers in Strapi, through the routes of its {@code active-passenger} content type. */
public final class StrapiPassengerRepository implements PassengerRepository {
    private static final String ROUTE = "/api/active-passengers";

    /** The number of passengers that Strapi looks up in one call. */
    private static final int MOST_IDS = 1000;

    private record Purge(Instant finishedBefore, int limit) {}

    private record Purged(int deleted) {}

    private final StrapiClient strapi;

    public StrapiPassengerRepository(StrapiClient strapi) {
        this.strapi = strapi;
    }

    @Override
    public Map<String, RowOutcome> write(List<PassengerRow> rows) {
        BulkMessages.Request request = new BulkMessages.Request(rows);
        Response response = strapi.post(ROUTE + "/bulk", request);
        return response.status() == 422
                ? requireCulprits(rows, outcomes(response.read(BulkMessages.Answer.class)))
                : requireAll(rows, outcomes(response.as(BulkMessages.Answer.class)));
    }

    @Override
    public LookupResult lookup(Collection<String> passengerIds) {
        List<String> ids = List.copyOf(passengerIds);
        Map<String, StoredRow> found = new HashMap<>();
        Map<String, String> unreadable = new HashMap<>();
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            List<String> portion = ids.subList(from, Math.min(from + MOST_IDS, ids.size()));
            Response response = strapi.post(ROUTE + "/lookup", Map.of("passenger_ids", portion));
            ReadableRows.of(response.rows(), unreadable)
                    .forEach(row -> found.put(row.passenger().passengerId(), row));
        }
        return new LookupResult(found, unreadable);
    }

    @Override
    public List<Passenger> available(ReservoirId reservoir) {
        String query = "?reservoir=" + URLEncoder.encode(reservoir.toString(), UTF_8);
        return ReadableRows.of(strapi.get(ROUTE + "/available" + query).rows()).stream()
                .map(StoredRow::passenger)
                .toList();
    }

    @Override
    public int deleteFinished(Instant before, int limit) {
        return strapi.post(ROUTE + "/purge", new Purge(before, limit))
                .as(Purged.class)
                .deleted();
    }

    @Override
    public void probe() {
        strapi.get(ROUTE + "/ready").as(JsonNode.class);
    }

    private static Map<String, RowOutcome> outcomes(BulkMessages.Answer answer) {
        Map<String, RowOutcome> outcomes = new HashMap<>();
        for (BulkMessages.Result result : answer.results()) {
            outcomes.put(result.passengerId(), result.toOutcome());
        }
        return outcomes;
    }

    /** An answer must contain every row. If one is missing, the batch is sent again. */
    private static Map<String, RowOutcome> requireAll(List<PassengerRow> rows, Map<String, RowOutcome> outcomes) {
        for (PassengerRow row : rows) {
            if (!outcomes.containsKey(row.passenger().passengerId())) {
                throw new Unavailable("Strapi's answer lacks " + row.passenger().passengerId(), Duration.ZERO);
            }
        }
        return outcomes;
    }

    /** Strapi should name the rows for which it refuses a batch. If it names none, they are searched for. */
    private static Map<String, RowOutcome> requireCulprits(List<PassengerRow> rows, Map<String, RowOutcome> outcomes) {
        Map<String, RowOutcome> culprits = new HashMap<>();
        for (PassengerRow row : rows) {
            String id = row.passenger().passengerId();
            if (outcomes.get(id) instanceof RowOutcome.Invalid invalid) {
                culprits.put(id, invalid);
            }
        }
        if (culprits.isEmpty()) {
            throw new Refused("Strapi refused a batch and named none of its rows");
        }
        return culprits;
    }
}
