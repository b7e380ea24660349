package commuter.spawner;

import commuter.access.Scope;
import commuter.access.servlet.AccessRules;
import commuter.access.topics.TopicSettings;
import commuter.spawner.continuous.ClockSetting;
import commuter.spawner.continuous.ContinuousMode;
import commuter.spawner.continuous.SessionFactory;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DemandWarnings;
import commuter.spawner.network.Network;
import commuter.spawner.publishing.PublishingStats;
import commuter.spawner.publishing.SpawnPublisher;
import commuter.spawner.seeding.SeedJobs;
import commuter.spawner.seeding.Seeder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SpawnerConfiguration {
    @Bean
    ClockSetting clockSetting(SpawnerSettings settings, Network network) {
        return new ClockSetting(
                InstantSource.system(),
                network.zone(),
                settings.clock().start(),
                settings.clock().speed(),
                settings.seed());
    }

    @Bean
    DemandWarnings demandWarnings(Network network, Demand demand) {
        return new DemandWarnings(network, demand);
    }

    @Bean
    SessionFactory sessionFactory(
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers,
            SpawnerSettings settings,
            TopicSettings topics,
            Demand demand,
            ClockSetting clock,
            PublishingStats stats) {
        return new SessionFactory(
                new SessionFactory.Clients(
                        consumers.getConfigurationProperties(), producers.getConfigurationProperties()),
                new SessionFactory.Membership(settings.spawn().group(), topics.partitions()),
                demand,
                settings.demand().window(),
                clock,
                stats);
    }

    @Bean(destroyMethod = "stop")
    ContinuousMode continuousMode(SessionFactory sessions) {
        return new ContinuousMode(sessions);
    }

    /** Closed before its publisher, so that the publisher does not wait for the rest of a seeding. */
    @Bean
    SeedJobs seedJobs(SpawnerSettings settings, SpawnPublisher publisher) {
        return new SeedJobs(new Seeder(settings.demand().window(), publisher));
    }

    @Bean
    MeterBinder demandMetrics(ContinuousMode continuousMode, Demand demand) {
        return registry -> {
            Gauge.builder(
                            "commuter.spawn.lag",
                            continuousMode,
                            mode -> mode.lag().toMillis() / 1000.0)
                    .baseUnit("seconds")
                    .description("How far publishing is behind the demand clock, in real time")
                    .register(registry);
            Gauge.builder("commuter.spawn.lambda", demand, all -> all.lambdaPerHour(continuousMode.now()))
                    .description("Passengers that an hour like this moment of the demand clock brings, all instances")
                    .register(registry);
        };
    }

    @Bean
    TopicStartup topicStartup(
            KafkaAdmin kafka,
            SpawnerSettings settings,
            TopicSettings topics,
            SpawnPublisher publisher,
            ContinuousMode continuousMode) {
        return new TopicStartup(kafka, settings, topics, publisher, continuousMode);
    }

    /** A path that is not listed needs the scope read for reading, and is closed for everything else. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.ofService()
                .needsByRoute(Scope.SEED, HttpMethod.POST, "/api/seed")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/seed/{id}")
                // Of the routes it shows only what can be seen at every stop.
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/network")
                .needs(Scope.SEED, HttpMethod.POST, "/api/spawn/start")
                .needs(Scope.SEED, HttpMethod.POST, "/api/spawn/stop");
    }

    @Bean
    WebMvcConfigurer cors(SpawnerSettings settings) {
        return new WebMvcConfigurer() {
            @Override
            public void addCorsMappings(CorsRegistry registry) {
                registry.addMapping("/api/**")
                        .allowedMethods("GET")
                        .allowedOrigins(settings.cors().origins().toArray(String[]::new));
            }
        };
    }
}
