package commuter.system.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.system.support.KafkaClient;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which a record can be unusable. */
public enum Spoiling {
    NOT_JSON,
    FIELD_MISSING,
    FIELD_MALFORMED,
    FIELD_OVERSIZED,
    KEY_MISSING,
    KEY_THAT_IS_NO_RESERVOIR,
    KEY_OF_ANOTHER_RESERVOIR,
    TIME_THAT_NOBODY_CAN_WRITE,
    /** None of Strapi's databases stores a NUL in a text. */
    NUL_IN_A_TEXT;

    /** Sends the request, made unusable in the n-th way; it becomes a dead letter. */
    static void send(long n, SpawnRequest request, ReservoirId another, KafkaClient kafka) {
        values()[(int) (n % values().length)].send(
                Topics.SPAWN_REQUESTS, request.reservoir(), request, "spawn_time", "stop_id", another, kafka);
    }

    /**
     * Sends the command, made unusable in the n-th way; it becomes a dead letter, and is also rejected if it can be
     * read at all.
     */
    static void send(long n, PassengerCommand command, ReservoirId another, KafkaClient kafka) {
        values()[(int) (n % values().length)].send(
                Topics.COMMANDS, command.reservoir(), command, "issued_at", "vehicle_id", another, kafka);
    }

    private void send(
            Topic<?, ?> topic,
            ReservoirId reservoir,
            Object record,
            String instant,
            String text,
            ReservoirId another,
            KafkaClient kafka) {
        byte[] key = reservoir.toString().getBytes(UTF_8);
        byte[] value = Json.write(record);
        switch (this) {
            case NOT_JSON -> kafka.sendUnusable(topic, key, "<passenger/>".getBytes(UTF_8));
            case FIELD_MISSING -> kafka.sendUnusable(topic, key, changed(record, json -> json.remove(instant)));
            case FIELD_MALFORMED ->
                kafka.sendUnusable(topic, key, changed(record, json -> json.put(instant, "at noon")));
            case FIELD_OVERSIZED ->
                kafka.sendUnusable(topic, key, changed(record, json -> json.put(text, "x".repeat(1_000_000))));
            case KEY_MISSING -> kafka.sendUnusable(topic, null, value);
            case KEY_THAT_IS_NO_RESERVOIR -> kafka.sendUnusable(topic, new byte[] {(byte) 0xff, 0}, value);
            case KEY_OF_ANOTHER_RESERVOIR ->
                kafka.sendUnusable(topic, another.toString().getBytes(UTF_8), value);
            case TIME_THAT_NOBODY_CAN_WRITE ->
                kafka.sendUnusable(topic, key, changed(record, json -> json.put("expires_at", Instant.MAX.toString())));
            case NUL_IN_A_TEXT -> kafka.sendUnusable(topic, key, changed(record, json -> json.put(text, "Holetown\0")));
        }
    }

    private static byte[] changed(Object record, Consumer<ObjectNode> change) {
        ObjectNode json = Json.MAPPER.valueToTree(record);
        change.accept(json);
        return Json.write(json);
    }
}
