package commuter.reservoir.edits;

import commuter.reservoir.repository.strapi.StrapiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that authenticate Strapi's calls. */
@Configuration(proxyBeanMethods = false)
class EditsConfiguration {

    @Bean
    SharedToken sharedToken(StrapiSettings strapi) {
        return new SharedToken(strapi.token());
    }
}
