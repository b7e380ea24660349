package commuter.schemas;

import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Serializes one record type as JSON. Null stays null (a tombstone). Thread-safe. */
public final class JsonSerde<T> implements Serde<T> {
    private final Class<T> type;
    private final Function<? super T, byte[]> writer;

    public JsonSerde(Class<T> type) {
        this(type, Json::write);
    }

    /** @param writer writes the same as {@link Json#write}, but may be faster */
    JsonSerde(Class<T> type, Function<? super T, byte[]> writer) {
        this.type = type;
        this.writer = writer;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> nullable(value) == null ? null : writer.apply(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(topic, bytes);
    }

    private T read(String topic, byte[] bytes) {
        try {
            return Json.read(bytes, type);
        } catch (InvalidRecordException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }

    private static <V> @Nullable V nullable(@Nullable V value) {
        return value;
    }
}
