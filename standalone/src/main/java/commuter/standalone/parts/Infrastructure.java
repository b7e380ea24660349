package commuter.standalone.parts;

/**
 * The Kafka and the Redis that the pipeline runs on. The seam for other ways of running them: here they are processes
 * of this machine, the system tests also have them in containers.
 */
public interface Infrastructure {
    Part kafka();

    Part redis();

    /** Known once Kafka has been started. */
    String bootstrapServers();

    /** Known once Redis has been started. */
    String redisUrl();
}
