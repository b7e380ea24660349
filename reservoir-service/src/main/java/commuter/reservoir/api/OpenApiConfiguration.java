package commuter.reservoir.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API with the field names of its JSON. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Commuter pipeline: the reservoir")
                        .description("""
                                Passengers of a transit network: who waits where, and what becomes of them.

                                In a path, ids are percent-encoded: / as %2F, ; as %3B. Parameters and fields that are
                                unknown, given twice or empty are answered with 400, bodies that are no plain JSON with 415;
                                the problem names the field. A call repeated with its Idempotency-Key gets the same answer;
                                another call with that key is answered with 422 and changes nothing. A list goes on behind
                                its next: the same call with after and that value.""")
                        .version("0.1.0"));
    }

    @Bean
    ModelResolver modelResolver() {
        ObjectMapper mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper).openapi31(true);
    }
}
