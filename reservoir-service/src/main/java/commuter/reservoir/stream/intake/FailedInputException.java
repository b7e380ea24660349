package commuter.reservoir.stream.intake;

import org.apache.kafka.common.KafkaException;

/** The stream's own code has failed over one input: a fault of its own, which says where it shows. */
public final class FailedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    private FailedInputException(String place, Throwable cause) {
        super("at " + place + ": " + cause, cause);
        this.place = place;
    }

    /**
     * What to throw for a failure over an input. Kafka's own exceptions are no fault of an input, and one that knows
     * its place already keeps it.
     */
    public static RuntimeException of(String place, Throwable failure) {
        return failure instanceof KafkaException || failure instanceof FailedInputException
                ? (RuntimeException) failure
                : new FailedInputException(place, failure);
    }

    String place() {
        return place;
    }
}
