package commuter.system.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.system.support.KafkaClient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * A record that the test published.
 *
 * @param original as the test's client wrote it
 * @param copies that the reservoir made of it, on the same topic
 * @param content its content; empty unless it can be read and its key is its reservoir
 */
record Published<V>(
        ConsumerRecord<byte[], byte[]> original, List<ConsumerRecord<byte[], byte[]>> copies, Optional<V> content) {

    /** @param all records with one number: the original, and its copies, in any order */
    static Published<SpawnRequest> request(List<ConsumerRecord<byte[], byte[]>> all) {
        return of(all, SpawnRequest.class, SpawnRequest::reservoir);
    }

    /** @param all records with one number: the original, and its copies, in any order */
    static Published<PassengerCommand> command(List<ConsumerRecord<byte[], byte[]>> all) {
        return of(all, PassengerCommand.class, PassengerCommand::reservoir);
    }

    private static <V> Published<V> of(
            List<ConsumerRecord<byte[], byte[]>> all, Class<V> type, Function<V, ReservoirId> reservoirOf) {
        // A copy is always made from another partition to the right partition of its key.
        ConsumerRecord<byte[], byte[]> original = all.stream()
                .filter(record -> !isInItsPartition(record))
                .findFirst()
                .orElse(all.get(0));
        List<ConsumerRecord<byte[], byte[]>> copies =
                all.stream().filter(record -> record != original).toList();
        return new Published<>(original, copies, read(original, type, reservoirOf));
    }

    private static <V> Optional<V> read(
            ConsumerRecord<byte[], byte[]> record, Class<V> type, Function<V, ReservoirId> reservoirOf) {
        try {
            V value = Json.read(record.value(), type);
            byte[] key = reservoirOf.apply(value).toString().getBytes(UTF_8);
            return Arrays.equals(record.key(), key) ? Optional.of(value) : Optional.empty();
        } catch (InvalidRecordException e) {
            return Optional.empty();
        }
    }

    /** Whether the record is in the partition that Kafka's own clients choose for its key. */
    static boolean isInItsPartition(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null
                || Utils.toPositive(Utils.murmur2(record.key())) % Topics.DEFAULT_PARTITIONS == record.partition();
    }

    boolean isUnusable() {
        return KafkaClient.isUnusable(original);
    }

    long number() {
        return KafkaClient.number(original);
    }

    Stream<ConsumerRecord<byte[], byte[]>> everywhere() {
        return Stream.concat(Stream.of(original), copies.stream());
    }

    Stream<RecordPosition> places() {
        return everywhere().map(RecordPosition::of);
    }

    @Override
    public String toString() {
        return RecordPosition.of(original) + " "
                + content.map(Object::toString).orElseGet(() -> "of " + original.serializedValueSize() + " bytes");
    }
}
