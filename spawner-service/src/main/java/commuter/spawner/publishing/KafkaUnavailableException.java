package commuter.spawner.publishing;

/** Kafka cannot be reached, or does not acknowledge. A later attempt may succeed. */
public final class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnavailableException(String message) {
        super(message);
    }
}
