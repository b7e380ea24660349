package commuter.standalone.parts;

/** Kafka and Redis as processes on this machine, from this module's own dependencies. */
public record EmbeddedInfrastructure(KafkaPart kafka, RedisPart redis) implements Infrastructure {

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String redisUrl() {
        return redis.url();
    }
}
