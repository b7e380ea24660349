package commuter.reservoir.strapi;

import commuter.reservoir.passenger.PassengerRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Strapi the passengers' database. */
@Configuration(proxyBeanMethods = false)
class StrapiConfiguration {

    @Bean
    PassengerRepository passengerRepository(StrapiSettings settings) {
        return new StrapiPassengerRepository(new StrapiClient(settings.url(), settings.token(), settings.timeout()));
    }
}
