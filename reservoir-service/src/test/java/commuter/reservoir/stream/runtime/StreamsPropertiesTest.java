package commuter.reservoir.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import commuter.reservoir.ReservoirSettings;
import commuter.reservoir.StartFailedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** {@code spring.kafka.*} reaches Kafka Streams and all other clients, except for what the guarantees need. */
class StreamsPropertiesTest {
    private static final String STREAMS = "spring.kafka.streams.";

    @EnableConfigurationProperties(ReservoirSettings.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource({
        "streams.properties.commit.interval.ms=700, commit.interval.ms, 700",
        "streams.properties.num.standby.replicas=1, num.standby.replicas, 1",
        "streams.properties.producer.linger.ms=3, producer.linger.ms, 3",
        "streams.properties.main.consumer.session.timeout.ms=9000, main.consumer.session.timeout.ms, 9000",
        "streams.replication-factor=3, replication.factor, 3",
        "streams.application-id=night-reservoir, application.id, night-reservoir",
        "properties.metadata.max.age.ms=1234, metadata.max.age.ms, 1234",
    })
    void whatSpringsSettingsSayIsHonoured(String setting, String name, String value) {
        assertThat(config("spring.kafka." + setting).get(name)).hasToString(value);
    }

    /** Kafka Streams prefers the longer name: our default there would hide what the operator has set. */
    @ParameterizedTest
    @ValueSource(strings = {"session.timeout.ms", "consumer.session.timeout.ms"})
    void aDefaultDoesNotHideAValueUnderAShorterName(String name) {
        Map<String, Object> config = config(STREAMS + "properties." + name + "=9000");

        assertThat(new StreamsConfig(config).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "9000");
    }

    @Test
    void withoutSettingsTheDefaultsAreThere() {
        assertThat(config())
                .containsEntry("application.id", "reservoir-service")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("main.consumer.session.timeout.ms", 6000)
                .containsEntry("producer.compression.type", "lz4");
    }

    @ParameterizedTest
    @CsvSource({
        "streams.properties.processing.guarantee=at_least_once, Remove the setting",
        "streams.properties.deserialization.exception.handler=org.x.Continue, Remove the setting",
        "streams.properties.processing.exception.handler=org.x.Continue, Remove the setting",
        "streams.properties.production.exception.handler=org.x.Continue, Remove the setting",
        "streams.properties.default.timestamp.extractor=org.x.Extractor, Remove the setting",
        "streams.properties.rocksdb.config.setter=org.x.Setter, Remove the setting",
        "streams.properties.num.stream.threads=9, commuter.stream-threads",
        "streams.state-dir=/elsewhere, commuter.state-dir",
        "streams.properties.group.protocol=streams, classic",
        "streams.properties.auto.offset.reset=latest, earliest",
        "streams.properties.main.consumer.group.instance.id=7, commuter.instance-id",
        "streams.properties.consumer.isolation.level=read_uncommitted, read_committed",
        "streams.properties.main.consumer.max.poll.records=500, at least 100000",
        "streams.properties.producer.acks=1, need all",
        "streams.properties.producer.max.request.size=1000, at least 4194304",
        "streams.properties.topic.cleanup.policy=delete, Remove the setting",
        "properties.acks=0, need all",
        "streams.bootstrap-servers=elsewhere:9092, spring.kafka.bootstrap-servers",
        "streams.application-id=two words, letters",
    })
    void aValueThatContradictsTheGuaranteesIsRefusedByName(String setting, String wayOut) {
        String property = "spring.kafka." + setting;

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> config(property))
                .withMessageStartingWith(property + ":")
                .withMessageContaining(wayOut);
    }

    @Test
    void aValueThatAgreesIsNotRefused() {
        assertThat(config(
                        STREAMS + "properties.processing.guarantee=exactly_once_v2",
                        STREAMS + "properties.producer.acks=-1",
                        STREAMS + "properties.num.stream.threads=1"))
                .containsEntry("num.stream.threads", 1);
    }

    @Test
    void securityReachesEveryClient() {
        String[] settings = {
            "spring.kafka.bootstrap-servers=kafka-1:9093,kafka-2:9093",
            "spring.kafka.security.protocol=SASL_SSL",
            "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
            "spring.kafka.properties.sasl.jaas.config=a secret",
            "spring.kafka.ssl.trust-store-password=changeit",
        };
        run(settings, context -> {
            for (Map<String, Object> client : clients(context)) {
                assertThat(client)
                        .containsEntry("security.protocol", "SASL_SSL")
                        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                        .containsEntry("sasl.jaas.config", "a secret")
                        .containsEntry("ssl.truststore.password", "changeit");
                assertThat(client.get("bootstrap.servers").toString()).contains("kafka-1:9093", "kafka-2:9093");
            }
        });
    }

    @Test
    void aBundleOfCertificatesReachesEveryClient() {
        String[] settings = {
            "spring.ssl.bundle.jks.kafka.truststore.type=PKCS12", "spring.kafka.ssl.bundle=kafka",
        };
        run(settings, context -> {
            for (Map<String, Object> client : clients(context)) {
                assertThat(client).containsEntry("ssl.engine.factory.class", SslBundleSslEngineFactory.class);
            }
        });
    }

    private static Iterable<Map<String, Object>> clients(AssertableApplicationContext context) {
        return List.of(
                config(context),
                context.getBean(KafkaAdmin.class).getConfigurationProperties(),
                ((ConsumerFactory<?, ?>) context.getBean(ConsumerFactory.class)).getConfigurationProperties(),
                ((ProducerFactory<?, ?>) context.getBean(ProducerFactory.class)).getConfigurationProperties());
    }

    private static Map<String, Object> config(String... settings) {
        AtomicReference<Map<String, Object>> config = new AtomicReference<>();
        run(settings, context -> config.set(config(context)));
        return config.get();
    }

    private static Map<String, Object> config(AssertableApplicationContext context) {
        return StreamsProperties.of(
                context.getBean(KafkaProperties.class),
                context.getBean(KafkaConnectionDetails.class),
                context.getBean(ReservoirSettings.class));
    }

    private static void run(String[] settings, ContextConsumer<AssertableApplicationContext> consumer) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, KafkaAutoConfiguration.class))
                .withUserConfiguration(Settings.class)
                .withPropertyValues("spring.kafka.streams.application-id=reservoir-service")
                .withPropertyValues(settings)
                .run(consumer);
    }
}
