package commuter.spawner.publishing;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
@EnableScheduling
class PublishingConfiguration {

    @Bean(destroyMethod = "close")
    BoundedProducer producer(KafkaProperties kafka) {
        Topic<ReservoirId, SpawnRequest> topic = Topics.SPAWN_REQUESTS;
        return new BoundedProducer(new KafkaProducer<>(
                kafka.buildProducerProperties(),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer()));
    }

    @Bean
    SpawnPublisher publisher(BoundedProducer producer) {
        return new SpawnPublisher(producer.producer());
    }

    @Bean
    OutageReport outageReport(SpawnPublisher publisher, KafkaProperties kafka) {
        return new OutageReport(publisher, String.join(",", kafka.getBootstrapServers()));
    }

    @Bean(destroyMethod = "close")
    KafkaClientMetrics producerMetrics(BoundedProducer producer) {
        return new KafkaClientMetrics(producer.producer());
    }

    @Bean
    MeterBinder publishingMetrics(SpawnPublisher publisher) {
        return registry -> {
            FunctionCounter.builder("commuter.spawn.published", publisher, SpawnPublisher::acknowledged)
                    .description("Passengers that Kafka has acknowledged")
                    .register(registry);
            Gauge.builder("commuter.spawn.outstanding", publisher, SpawnPublisher::outstanding)
                    .description("Announced passengers that Kafka has yet to acknowledge")
                    .register(registry);
        };
    }

    /** A producer whose close gives up on a broker that is away, so that the service stops all the same. */
    record BoundedProducer(Producer<ReservoirId, SpawnRequest> producer) implements AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(5);

        @Override
        public void close() {
            producer.close(PATIENCE);
        }
    }
}
