package commuter.reservoir.repository.strapi;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.StoredRow;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/** The JSON messages of Strapi's bulk route. */
final class BulkMessages {
    private BulkMessages() {}

    @JsonSerialize(using = RequestWriter.class)
    record Request(List<PassengerRow> rows) {}

    /** Written field by field, for speed: a batch has a thousand rows. */
    static final class RequestWriter extends StdSerializer<Request> {
        RequestWriter() {
            super(Request.class);
        }

        @Override
        public void serialize(Request request, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeArrayPropertyStart("rows");
            request.rows().forEach(row -> write(row, json));
            json.writeEndArray();
            json.writeEndObject();
        }

        private static void write(PassengerRow row, JsonGenerator json) {
            json.writeStartObject();
            PassengerJson.writeFields(row.passenger(), json);
            json.writeNumberProperty("base_version", row.baseVersion());
            json.writeStringProperty("event_id", row.eventId());
            json.writeArrayPropertyStart("event_ids");
            row.eventIds().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    record Answer(List<Result> results) {
        Answer {
            // Missing in errors of a proxy, and of Strapi itself.
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
                case "conflict" -> conflict();
                case "invalid" -> new RowOutcome.Invalid(String.valueOf(reason));
                default -> throw new Unavailable("Strapi answers with an unknown outcome: " + outcome, Duration.ZERO);
            };
        }

        /**
         * A row that cannot be read can be neither taken over nor replaced. So what was to be written cannot be
         * written.
         */
        private RowOutcome conflict() {
            if (current == null || current.isNull()) {
                return new RowOutcome.Conflict(null);
            }
            try {
                return new RowOutcome.Conflict(row(current));
            } catch (InvalidRecordException e) {
                return new RowOutcome.Invalid(unreadable(e));
            }
        }
    }

    static String unreadable(InvalidRecordException damage) {
        return "Strapi's own row of this passenger cannot be read: " + damage.getMessage();
    }

    /** @throws InvalidRecordException when the row is not a valid passenger; it names the field */
    static StoredPassenger stored(JsonNode row) {
        return new StoredPassenger(passenger(row), row.path("event_id").asString(""));
    }

    /** @throws InvalidRecordException when the row is not a valid passenger; it names the field */
    static StoredRow row(JsonNode row) {
        List<String> eventIds = new ArrayList<>();
        row.path("event_ids").forEach(id -> eventIds.add(id.asString("")));
        return new StoredRow(stored(row), eventIds);
    }

    private static Passenger passenger(JsonNode row) {
        try {
            return Json.MAPPER.treeToValue(row, Passenger.class);
        } catch (JacksonException e) {
            // Parses again with the slower parser, to get the field and the reason.
            return Json.read(Json.write(row), Passenger.class);
        }
    }
}
