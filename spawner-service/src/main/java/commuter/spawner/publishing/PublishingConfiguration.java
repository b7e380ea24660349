package commuter.spawner.publishing;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PublishingConfiguration {

    /** Closed by its publisher, which knows what is still to be sent. */
    @Bean(destroyMethod = "")
    Producer<ReservoirId, SpawnRequest> producer(ProducerFactory<?, ?> kafka) {
        Topic<ReservoirId, SpawnRequest> topic = Topics.SPAWN_REQUESTS;
        return new KafkaProducer<>(
                kafka.getConfigurationProperties(),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer());
    }

    @Bean
    PublishingStats publishingStats() {
        return new PublishingStats();
    }

    @Bean
    SpawnPublisher publisher(Producer<ReservoirId, SpawnRequest> producer, PublishingStats stats) {
        return new SpawnPublisher(producer, stats);
    }

    @Bean
    OutageReport outageReport(SpawnPublisher publisher, KafkaProperties kafka) {
        return new OutageReport(publisher, String.join(",", kafka.getBootstrapServers()));
    }

    @Bean(destroyMethod = "close")
    KafkaClientMetrics producerMetrics(Producer<ReservoirId, SpawnRequest> producer) {
        return new KafkaClientMetrics(producer);
    }

    @Bean
    MeterBinder publishingMetrics(SpawnPublisher publisher) {
        return registry -> {
            FunctionCounter.builder("commuter.spawn.published", publisher, SpawnPublisher::acknowledged)
                    .description("Passengers that Kafka has acknowledged")
                    .register(registry);
            Gauge.builder("commuter.spawn.outstanding", publisher, SpawnPublisher::outstanding)
                    .description("Published passengers that Kafka has yet to acknowledge")
                    .register(registry);
        };
    }
}
