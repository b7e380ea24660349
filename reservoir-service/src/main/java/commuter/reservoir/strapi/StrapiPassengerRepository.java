package commuter.reservoir.strapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.passenger.PassengerRepository;
import commuter.reservoir.passenger.PassengerRow;
import commuter.reservoir.passenger.RepositoryException;
import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passengers in Strapi, through the routes of its {@code active-passenger} content type. */
public final class StrapiPassengerRepository implements PassengerRepository {
    private static final String ROUTE = "/api/active-passengers";

    private final StrapiClient strapi;

    public StrapiPassengerRepository(StrapiClient strapi) {
        this.strapi = strapi;
    }

    @Override
    public Map<String, RowOutcome> write(List<PassengerRow> rows) {
        BulkMessages.Request request = BulkMessages.Request.of(rows);
        StrapiClient.Response response = strapi.post(ROUTE + "/bulk", request);
        return switch (response.status()) {
            case 200 -> requireAll(rows, outcomes(response));
            case 422 -> requireAny(outcomes(response));
            default -> throw response.unexpected();
        };
    }

    @Override
    public List<StoredPassenger> lookup(Collection<String> passengerIds) {
        return strapi.post(ROUTE + "/lookup", Map.of("passenger_ids", passengerIds)).expect(200).rows().stream()
                .map(BulkMessages::stored)
                .toList();
    }

    @Override
    public List<Passenger> available(ReservoirId reservoir) {
        String query = "?reservoir=" + URLEncoder.encode(reservoir.toString(), UTF_8);
        return strapi.get(ROUTE + "/available" + query).expect(200).rows().stream()
                .map(BulkMessages::passenger)
                .toList();
    }

    @Override
    public void probe() {
        strapi.get(ROUTE + "/ready").expect(200);
    }

    private static Map<String, RowOutcome> outcomes(StrapiClient.Response response) {
        BulkMessages.Answer answer = response.as(BulkMessages.Answer.class);
        Map<String, RowOutcome> outcomes = new HashMap<>();
        for (BulkMessages.Result result : answer.results()) {
            outcomes.put(result.passengerId(), result.toOutcome());
        }
        return outcomes;
    }

    /** An answer that misses a row is no answer: the batch is sent again. */
    private static Map<String, RowOutcome> requireAll(List<PassengerRow> rows, Map<String, RowOutcome> outcomes) {
        for (PassengerRow row : rows) {
            if (!outcomes.containsKey(row.passenger().passengerId())) {
                throw new RepositoryException(
                        "Strapi's answer lacks " + row.passenger().passengerId());
            }
        }
        return outcomes;
    }

    private static Map<String, RowOutcome> requireAny(Map<String, RowOutcome> culprits) {
        if (culprits.isEmpty()) {
            throw new RepositoryException("Strapi refused a batch and named no row");
        }
        return culprits;
    }
}
