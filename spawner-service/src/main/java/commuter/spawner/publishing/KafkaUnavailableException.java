package commuter.spawner.publishing;

/** Kafka cannot be reached, or does not acknowledge. Trying again later may help. */
public final class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnavailableException(String message) {
        super(message);
    }
}
