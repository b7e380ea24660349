package commuter.reservoir.edits;

import commuter.reservoir.repository.strapi.StrapiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What it takes to trust Strapi's call. */
@Configuration(proxyBeanMethods = false)
class EditsConfiguration {

    @Bean
    SharedToken sharedToken(StrapiSettings strapi) {
        return new SharedToken(strapi.token());
    }
}
