package commuter.access;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The one count of calls of a service, whatever web server it has. */
@AutoConfiguration
@EnableConfigurationProperties(RateLimitSettings.class)
class RateLimitConfiguration {

    @Bean
    CallRates callRates(RateLimitSettings settings) {
        return new CallRates(settings);
    }
}
