package commuter.reservoir.stream.intake;

import org.apache.kafka.common.KafkaException;

/**
 * The stream's own code has failed over one input. This is a fault of the code; the exception names the input's
 * position.
 */
public final class FailedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    private FailedInputException(String place, Throwable cause) {
        super("at " + place + ": " + cause, cause);
        this.place = place;
    }

    /**
     * The exception to throw for a failure over an input. Kafka's own exceptions are not the fault of an input, and an
     * exception that has a position already keeps it.
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
