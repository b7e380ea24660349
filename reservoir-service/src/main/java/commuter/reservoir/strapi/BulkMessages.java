package commuter.reservoir.strapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import commuter.reservoir.passenger.PassengerRow;
import commuter.reservoir.passenger.RepositoryException.Unavailable;
import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The messages of Strapi's bulk route. */
final class BulkMessages {
    private BulkMessages() {}

    record Request(List<Row> rows) {
        static Request of(List<PassengerRow> rows) {
            return new Request(rows.stream().map(Row::of).toList());
        }
    }

    record Row(@JsonUnwrapped Passenger passenger, long baseVersion, String eventId, List<String> eventIds) {
        static Row of(PassengerRow row) {
            return new Row(row.passenger(), row.baseVersion(), row.eventId(), row.eventIds());
        }
    }

    record Answer(List<Result> results) {
        Answer {
            // Absent in the error of a proxy, or of Strapi itself.
            results = Objects.requireNonNullElse(results, List.of());
        }
    }

    record Result(
            String passengerId,
            String outcome,
            @Nullable JsonNode current,
            @Nullable String reason) {
        RowOutcome toOutcome() {
            return switch (outcome) {
                case "written", "already" -> new RowOutcome.Written();
                case "conflict" ->
                    new RowOutcome.Conflict(current == null || current.isNull() ? null : stored(current));
                case "invalid" -> new RowOutcome.Invalid(String.valueOf(reason));
                default -> throw new Unavailable("Strapi answers with an unknown outcome: " + outcome, Duration.ZERO);
            };
        }
    }

    static StoredPassenger stored(JsonNode row) {
        return new StoredPassenger(passenger(row), row.path("event_id").asString(""));
    }

    static Passenger passenger(JsonNode row) {
        return Json.MAPPER.treeToValue(row, Passenger.class);
    }
}
