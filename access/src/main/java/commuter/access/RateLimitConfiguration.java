package commuter.access;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The call counter of a service, for every kind of web server. */
@AutoConfiguration
@EnableConfigurationProperties(RateLimitSettings.class)
class RateLimitConfiguration {

    @Bean
    CallRates callRates(RateLimitSettings settings) {
        return new CallRates(settings);
    }
}
