package commuter.reservoir.deadletters;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends dead letters to the topics they came from. A letter and its marker are written in one transaction, so an
 * interrupted replay can simply be started again. All replays have the same transactional id: starting one fences every
 * other, so two operators cannot send the same letter at the same time.
 */
final class Replayer implements AutoCloseable {
    /** Small enough that a transaction takes seconds only. */
    private static final int LETTERS_A_TRANSACTION = 200;

    static final String TRANSACTIONAL_ID = "dead-letters-replay";

    private final Producer<byte[], byte[]> producer;

    /** @param producer closed together with this object */
    Replayer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Must be called before the letters are read: from then on no other replay can send any of them. */
    void begin() {
        producer.initTransactions();
    }

    void send(List<DeadLetter> letters) {
        for (int from = 0; from < letters.size(); from += LETTERS_A_TRANSACTION) {
            producer.beginTransaction();
            try {
                letters.subList(from, Math.min(from + LETTERS_A_TRANSACTION, letters.size()))
                        .forEach(this::sendOne);
                producer.commitTransaction();
            } catch (KafkaException e) {
                abort(e);
                throw e;
            }
        }
    }

    private void abort(KafkaException because) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            because.addSuppressed(e); // There is nothing left to abort, or another replay has aborted it.
        }
    }

    private void sendOne(DeadLetter letter) {
        // The commit waits for both records, and fails if one of them failed.
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(letter.sourceTopic(), null, letter.key(), letter.value(), letter.headers()));
        Future<RecordMetadata> unusedToo = producer.send(DeadLetterTopic.marker(letter));
    }

    @Override
    public void close() {
        producer.close();
    }
}
