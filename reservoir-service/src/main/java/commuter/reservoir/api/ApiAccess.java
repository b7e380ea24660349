package commuter.reservoir.api;

import commuter.access.Scope;
import commuter.access.servlet.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Which scope each call needs. A path that is not listed needs the scope read for reading, and is closed for everything
 * else.
 */
@Configuration(proxyBeanMethods = false)
class ApiAccess {

    @Bean
    AccessRules accessRules() {
        return AccessRules.ofService()
                .open("/health")
                // The description of the API is not secret, and its page must be visible before a key is entered.
                .open("/api/openapi/**")
                .open("/api/docs/**")
                .open("/api/swagger-ui/**")
                .open("/schemas/{file}")
                .ownSecret(HttpMethod.POST, "/api/strapi/edits")
                .needsByRoute(Scope.SEED, HttpMethod.POST, "/api/passengers")
                .needsByRoute(Scope.COMMAND, HttpMethod.PATCH, "/api/passengers/{passenger_id}/{command}")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/passengers/**")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/manifest/**")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/reservoirs/{reservoir}/available")
                .needs(Scope.READ, HttpMethod.POST, "/api/reservoirs/waiting")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/api/commands/{command_id}");
    }
}
