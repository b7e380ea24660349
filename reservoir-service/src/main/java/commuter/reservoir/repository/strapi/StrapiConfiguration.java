package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.repository.PassengerRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Uses Strapi as the database of the passengers. */
@Configuration(proxyBeanMethods = false)
class StrapiConfiguration {

    @Bean
    StrapiClient strapiClient(StrapiSettings settings) {
        return new StrapiClient(settings.url(), settings.token(), settings.timeout());
    }

    @Bean
    PassengerRepository passengerRepository(StrapiClient strapi) {
        return new StrapiPassengerRepository(strapi);
    }

    @Bean
    PassengerQueries passengerDirectory(StrapiClient strapi) {
        return new StrapiPassengerQueries(strapi);
    }
}
