package commuter.system.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.system.support.KafkaClient;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which a record can be of no use to anybody. */
public enum Spoiling {
    NOT_JSON,
    FIELD_MISSING,
    FIELD_MALFORMED,
    FIELD_OVERSIZED,
    KEY_MISSING,
    KEY_THAT_IS_NO_RESERVOIR,
    KEY_OF_ANOTHER_RESERVOIR,
    /** Fine by the contract, and yet no row: neither of Strapi's databases keeps a NUL in a text. */
    REFUSED_BY_STRAPI;

    /** Sends the request, spoilt; what becomes of it is a dead letter. */
    void send(SpawnRequest request, ReservoirId another, KafkaClient kafka) {
        byte[] key = request.reservoir().toString().getBytes(UTF_8);
        byte[] value = Json.write(request);
        switch (this) {
            case NOT_JSON -> send(kafka, key, "<passenger/>".getBytes(UTF_8));
            case FIELD_MISSING -> send(kafka, key, changed(request, json -> json.remove("latitude")));
            case FIELD_MALFORMED -> send(kafka, key, changed(request, json -> json.put("spawn_time", "at noon")));
            case FIELD_OVERSIZED ->
                send(kafka, key, changed(request, json -> json.put("stop_id", "x".repeat(1_000_000))));
            case KEY_MISSING -> send(kafka, null, value);
            case KEY_THAT_IS_NO_RESERVOIR -> send(kafka, new byte[] {(byte) 0xff, 0}, value);
            case KEY_OF_ANOTHER_RESERVOIR -> send(kafka, another.toString().getBytes(UTF_8), value);
            case REFUSED_BY_STRAPI ->
                send(kafka, key, changed(request, json -> json.put("destination_name", "Holetown\0")));
        }
    }

    private static void send(KafkaClient kafka, byte[] key, byte[] value) {
        kafka.sendUnusable(Topics.SPAWN_REQUESTS, key, value);
    }

    private static byte[] changed(SpawnRequest request, Consumer<ObjectNode> change) {
        ObjectNode json = Json.MAPPER.valueToTree(request);
        change.accept(json);
        return Json.write(json);
    }
}
