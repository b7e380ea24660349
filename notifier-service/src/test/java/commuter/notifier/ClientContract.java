package commuter.notifier;

import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * TypeScript that compiles only if the types of the client have exactly the fields and the values of the JSON Schemas
 * and of docs/asyncapi.yaml. What the compiler says otherwise names the difference.
 */
final class ClientContract {
    private static final String HEAD = """
            import type { CommuterStream, ErrorCode, Gap, Message, Passenger, PassengerEvent, ReservoirStats, StreamError } from 'commuter-stream';

            type Subscription = ConstructorParameters<typeof CommuterStream>[1];
            type DataOf<Type> = Extract<Message, { type: Type }>['data'];
            type Needed<T> = { [Name in keyof T]-?: {} extends Pick<T, Name> ? never : Name }[keyof T];
            type Same<What extends string, Typed, Described> = [Typed, Described] extends [Described, Typed]
              ? true
              : { wrong: What; only_in_client_d_ts: Exclude<Typed, Described>; only_in_the_contract: Exclude<Described, Typed> };

            """;

    private final StringBuilder source = new StringBuilder(HEAD);
    private int checks;

    private ClientContract() {}

    /**
     * The whole program.
     *
     * @param asyncApi docs/asyncapi.yaml
     */
    static String typescript(JsonNode asyncApi) {
        ClientContract contract = new ClientContract();
        contract.records();
        contract.messages(asyncApi);
        return contract.source.toString();
    }

    private void records() {
        JsonNode passenger = schema(JsonSchema.DEFINITIONS).at("/$defs/passenger");
        object("Passenger", passenger);
        same("Passenger['status']", texts(schema(JsonSchema.DEFINITIONS).at("/$defs/status/enum")));
        same("Passenger['direction']", texts(schema(JsonSchema.DEFINITIONS).at("/$defs/direction/enum")));
        JsonNode event = schema(JsonSchema.PASSENGER_EVENT);
        object("PassengerEvent", event);
        same("PassengerEvent['type']", texts(event.at("/properties/type/enum")));
        JsonNode stats = schema(JsonSchema.RESERVOIR_STATS);
        object("ReservoirStats", stats);
        object("ReservoirStats['totals']", stats.at("/properties/totals"));
    }

    private void messages(JsonNode asyncApi) {
        JsonNode messages = asyncApi.at("/components/messages");
        same(
                "keyof Subscription",
                messages.at("/subscribe/payload/properties").propertyNames().stream()
                        .filter(name -> !List.of("type", "resume", "data").contains(name))
                        .toList());
        same(
                "Message['type']",
                asyncApi.at("/operations/tell/messages")
                        .valueStream()
                        .map(message -> message.path("$ref").asString())
                        .map(reference -> messages.path(reference.substring(reference.lastIndexOf('/') + 1)))
                        .map(message -> message.at("/payload/properties/type"))
                        .flatMap(type -> type.has("const")
                                ? Stream.of(type.path("const").asString())
                                : texts(type.path("enum")).stream())
                        .filter(type -> !type.equals("passenger:batch")) // Listeners get each event of it.
                        .toList());
        object("DataOf<'connected'>", data(messages, "connected"));
        object("DataOf<'snapshot'>", data(messages, "snapshot"));
        object("Gap", data(messages, "gap"));
        same("Gap['reason']", texts(data(messages, "gap").at("/properties/reason/enum")));
        object("StreamError", data(messages, "error"));
        same("ErrorCode", texts(data(messages, "error").at("/properties/code/enum")));
    }

    private void object(String type, JsonNode described) {
        same("keyof " + type, described.path("properties").propertyNames());
        same("Needed<" + type + ">", texts(described.path("required")));
    }

    private void same(String type, Collection<String> described) {
        String values = described.stream().map(value -> '\'' + value + '\'').collect(Collectors.joining(" | "));
        source.append("export const check%d: Same<\"%s\", %s, %s> = true;%n".formatted(++checks, type, type, values));
    }

    private static JsonNode data(JsonNode messages, String name) {
        return messages.at('/' + name + "/payload/properties/data");
    }

    private static JsonNode schema(JsonSchema schema) {
        return Json.MAPPER.readTree(schema.json());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
