package commuter.system.truth;

import commuter.system.support.KafkaClient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What could not be used, and nothing else, is a dead letter: once, whole, and saying whence it came and why. */
final class DeadLetters {
    private DeadLetters() {}

    /** The record that the dead letter was. */
    static Place source(ConsumerRecord<byte[], byte[]> letter) {
        return new Place(
                KafkaClient.header(letter, "source_topic"),
                Integer.parseInt(KafkaClient.header(letter, "source_partition")),
                Long.parseLong(KafkaClient.header(letter, "source_offset")));
    }

    static void examine(Evidence evidence, Breaches breaches) {
        Stream.concat(evidence.requests().stream(), evidence.commands().stream())
                .forEach(record -> examine(record, evidence, breaches));
    }

    private static void examine(Published<?> record, Evidence evidence, Breaches breaches) {
        List<ConsumerRecord<byte[], byte[]>> letters = record.places()
                .flatMap(place -> evidence.letters().getOrDefault(place, List.of()).stream())
                .toList();
        boolean refused = record.isUnusable() || Answers.isRefusedByTheDatabase(record, evidence);
        breaches.unless(letters.size() <= 1, "a record is one dead letter at most", record);
        breaches.unless(refused || letters.isEmpty(), "nothing usable is a dead letter", record);
        breaches.unless(!refused || !letters.isEmpty(), "what cannot be used is a dead letter", record);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            boolean whole = Arrays.equals(letter.value(), record.original().value())
                    && Arrays.equals(letter.key(), record.original().key());
            breaches.unless(whole, "a dead letter has its record's bytes and key", record);
            // Of what is refused after it has been let in, the bytes are kept, and its headers are not.
            boolean ownHeaders = record.content().isPresent()
                    || Set.of(letter.headers().toArray())
                            .containsAll(Set.of(record.original().headers().toArray()));
            breaches.unless(ownHeaders, "a dead letter has its record's headers", record);
            String reason = KafkaClient.header(letter, "reason");
            breaches.unless(reason != null && !reason.isBlank(), "a dead letter says why", record);
        }
    }
}
