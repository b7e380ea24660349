package commuter.reservoir.api;

import commuter.access.Scope;
import commuter.access.servlet.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call what. Whatever is not named here takes the scope read if it reads, and is closed if it does not. */
@Configuration(proxyBeanMethods = false)
class ApiAccess {

    @Bean
    AccessRules accessRules() {
        return AccessRules.ofService()
                .open("/health")
                // What the API looks like is no secret, and its page cannot show a key before it is there.
                .open("/api/openapi/**")
                .open("/api/docs/**")
                .open("/api/swagger-ui/**")
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
