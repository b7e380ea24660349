package commuter.access.health;

import commuter.access.KeyFileWatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** The components {@code kafka} and {@code keys} of a service's health. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, KafkaProperties.class})
class HealthConfiguration {

    @Bean
    @ConditionalOnBean(KafkaProperties.class)
    KafkaHealthIndicator kafkaHealthIndicator(KafkaProperties kafka, ObjectProvider<KafkaAdmin> admin) {
        KafkaAdmin configured = admin.getIfAvailable();
        // It knows SSL bundles, too.
        return new KafkaHealthIndicator(
                configured == null ? kafka.buildAdminProperties() : configured.getConfigurationProperties());
    }

    @Bean
    @ConditionalOnBean(KeyFileWatch.class)
    KeysHealthIndicator keysHealthIndicator(KeyFileWatch watch) {
        return new KeysHealthIndicator(watch);
    }
}
