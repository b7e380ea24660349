package commuter.reservoir.edits;

import commuter.reservoir.strapi.StrapiSettings;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The way from Strapi's call to Kafka. */
@Configuration(proxyBeanMethods = false)
class EditsConfiguration {
    /** Strapi waits 10 s for an answer, and should hear that Kafka is away. */
    private static final int ANSWER_WITHIN_MS = 6_000;

    /** Made when the first edit comes: a start without Kafka is explained elsewhere, once. */
    @Bean
    @Lazy
    Producer<ReservoirId, PassengerCommand> editsProducer(KafkaProperties kafka) {
        Map<String, Object> config = kafka.buildProducerProperties();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(
                config,
                Topics.COMMANDS.keySerde().serializer(),
                Topics.COMMANDS.valueSerde().serializer());
    }

    @Bean
    EditPublisher editPublisher(@Lazy Producer<ReservoirId, PassengerCommand> editsProducer) {
        return new EditPublisher(editsProducer);
    }

    @Bean
    SharedToken sharedToken(StrapiSettings strapi) {
        return new SharedToken(strapi.token());
    }
}
