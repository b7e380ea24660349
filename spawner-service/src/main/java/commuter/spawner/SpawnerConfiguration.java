package commuter.spawner;

import commuter.access.Scope;
import commuter.access.servlet.AccessRules;
import commuter.spawner.demand.Demand;
import commuter.spawner.network.Network;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SpawnerConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SpawnerConfiguration.class);

    @Bean
    DemandClock demandClock(SpawnerSettings settings, Network network) {
        InstantSource real = InstantSource.system();
        Instant now = real.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDateTime start = settings.clock().start();
        Instant demandStart = start == null ? now : start.atZone(network.zone()).toInstant();
        log.info(
                "The demand clock stands at {} ({}) and runs {} times as fast as real time",
                demandStart.atZone(network.zone()).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS),
                network.zone(),
                settings.clock().speed());
        return new DemandClock(real, now, demandStart, settings.clock().speed());
    }

    @Bean(destroyMethod = "stop")
    ContinuousMode continuousMode(
            Demand demand, DemandClock clock, SpawnerSettings settings, SpawnPublisher publisher) {
        return new ContinuousMode(demand, clock, settings.demand().window(), publisher);
    }

    @Bean
    Seeder seeder(Demand demand, SpawnerSettings settings, SpawnPublisher publisher) {
        return new Seeder(demand, settings.demand().window(), publisher);
    }

    @Bean
    TopicStartup topicStartup(
            KafkaProperties kafka, SpawnerSettings settings, SpawnPublisher publisher, ContinuousMode continuousMode) {
        return new TopicStartup(kafka, settings, publisher, continuousMode);
    }

    /** What is not named here takes the scope read if it reads, and is closed if it does not. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.ofService()
                .needs(Scope.SEED, HttpMethod.POST, "/api/seed")
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
