package commuter.standalone.parts;

/**
 * The Kafka and the Redis of the pipeline. An interface, because there are several ways to run them: here they are
 * processes on this machine; the system tests also run them in containers.
 */
public interface Infrastructure {
    Part kafka();

    Part redis();

    /** Known once Kafka has been started. */
    String bootstrapServers();

    /** Known once Redis has been started. */
    String redisUrl();
}
