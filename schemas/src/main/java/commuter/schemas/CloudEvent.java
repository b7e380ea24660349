package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The CloudEvents 1.0 attributes in a record's headers (Kafka protocol binding, binary mode).
 *
 * @param schema of the record's value; its URI is the attribute {@code dataschema}
 * @param type in reverse-DNS form, with the version of the schemas, e.g. {@code example.commuter.passenger.boarded.v1}
 * @param id unique among what the source writes
 * @param subject the passenger; of statistics, the reservoir
 * @param source who wrote the record, e.g. {@code /reservoir-service}
 */
public record CloudEvent(JsonSchema schema, String type, String id, String subject, String source, Instant time) {
    public static final String TRACE_PARENT = "traceparent";

    private static final String SPAWN_REQUEST = type("spawn-request");
    private static final String COMMAND = type("command");
    private static final String COMMAND_RESULT = type("command-result");
    private static final String RESERVOIR_STATS = type("reservoir-stats");
    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    public static CloudEvent of(SpawnRequest request, String source) {
        String passenger = request.passengerId();
        return new CloudEvent(
                JsonSchema.SPAWN_REQUEST, SPAWN_REQUEST, passenger, passenger, source, request.spawnTime());
    }

    public static CloudEvent of(PassengerCommand command, String source) {
        return new CloudEvent(
                JsonSchema.PASSENGER_COMMAND,
                COMMAND,
                command.commandId(),
                command.passengerId(),
                source,
                command.issuedAt());
    }

    public static CloudEvent of(PassengerEvent event, String source) {
        return new CloudEvent(
                JsonSchema.PASSENGER_EVENT,
                event.type().cloudEventType(),
                event.eventId(),
                event.passenger().passengerId(),
                source,
                event.occurredAt());
    }

    public static CloudEvent of(CommandResult result, String source) {
        return new CloudEvent(
                JsonSchema.COMMAND_RESULT,
                COMMAND_RESULT,
                result.commandId(),
                result.passengerId(),
                source,
                result.decidedAt());
    }

    public static CloudEvent of(ReservoirStats stats, String source) {
        String reservoir = stats.reservoir().toString();
        return new CloudEvent(
                JsonSchema.RESERVOIR_STATS,
                RESERVOIR_STATS,
                reservoir + "@" + stats.sequence(),
                reservoir,
                source,
                stats.asOf());
    }

    /** The type of what is called so, below the domain of the schemas. */
    static String type(String name) {
        return "example.commuter.passenger." + name + ".v1";
    }

    public Headers headers() {
        return new RecordHeaders()
                .add("ce_specversion", SPEC_VERSION)
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_subject", subject.getBytes(UTF_8))
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_time", InstantJson.format(time).getBytes(UTF_8))
                .add("ce_dataschema", schema.uri().getBytes(UTF_8))
                .add("content-type", JSON);
    }
}
