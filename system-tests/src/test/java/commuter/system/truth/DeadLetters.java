package commuter.system.truth;

import commuter.system.support.KafkaClient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Exactly the records that cannot be used are dead letters: each once, complete, with its origin and the reason. */
final class DeadLetters {
    private DeadLetters() {}

    /** The original record of the dead letter. */
    static RecordPosition source(ConsumerRecord<byte[], byte[]> letter) {
        return new RecordPosition(
                KafkaClient.header(letter, "source_topic"),
                Integer.parseInt(KafkaClient.header(letter, "source_partition")),
                Long.parseLong(KafkaClient.header(letter, "source_offset")));
    }

    static void examine(Evidence evidence, Violations violations) {
        Stream.concat(evidence.requests().stream(), evidence.commands().stream())
                .forEach(record -> examine(record, evidence, violations));
    }

    private static void examine(Published<?> record, Evidence evidence, Violations violations) {
        List<ConsumerRecord<byte[], byte[]>> letters = record.places()
                .flatMap(recordPosition -> evidence.letters().getOrDefault(recordPosition, List.of()).stream())
                .toList();
        boolean refused = record.isUnusable() || Answers.isRefusedByTheDatabase(record, evidence);
        violations.unless(letters.size() <= 1, "a record is one dead letter at most", record);
        violations.unless(refused || letters.isEmpty(), "nothing usable is a dead letter", record);
        violations.unless(!refused || !letters.isEmpty(), "what cannot be used is a dead letter", record);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            boolean whole = Arrays.equals(letter.value(), record.original().value())
                    && Arrays.equals(letter.key(), record.original().key());
            violations.unless(whole, "a dead letter has its record's bytes and key", record);
            // For a record that is refused after it was read, the bytes are kept, but not the headers.
            boolean ownHeaders = record.content().isPresent()
                    || Set.of(letter.headers().toArray())
                            .containsAll(Set.of(record.original().headers().toArray()));
            violations.unless(ownHeaders, "a dead letter has its record's headers", record);
            String reason = KafkaClient.header(letter, "reason");
            violations.unless(reason != null && !reason.isBlank(), "a dead letter says why", record);
        }
    }
}
