package commuter.access.servlet;

import commuter.access.Caller;
import commuter.access.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A service with one call of each kind. */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@RestController
public class TestService {
    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(TestService.class, arguments);
        if (context.getEnvironment().getProperty("test.ends", boolean.class, false)) {
            System.exit(SpringApplication.exit(context));
        }
    }

    @Bean
    AccessRules accessRules() {
        return AccessRules.ofService()
                .ownSecret(HttpMethod.POST, "/own")
                .needs(Scope.SEED, HttpMethod.POST, "/things")
                .needsByRoute(Scope.READ, HttpMethod.GET, "/routes")
                .needs(Scope.COMMAND, HttpMethod.PATCH, "/things/{id}/board");
    }

    @GetMapping("/things")
    Map<String, String> read() {
        return Map.of("did", "read");
    }

    @GetMapping("/routes")
    Set<String> routes(@AuthenticationPrincipal Caller caller) {
        return Objects.requireNonNullElse(caller.routes(), Set.of());
    }

    @GetMapping("/large")
    String large() {
        return "x".repeat(200_000);
    }

    @PostMapping("/things")
    Map<String, Integer> seed(@RequestBody byte[] body) {
        return Map.of("length", body.length);
    }

    @PatchMapping("/things/{id}/board")
    CompletableFuture<Map<String, String>> command(@PathVariable String id) {
        return CompletableFuture.supplyAsync(() -> Map.of("did", id));
    }

    @PostMapping("/hash")
    Map<String, Integer> hash(@RequestBody byte[] body) {
        return Map.of("hash", Arrays.hashCode(body));
    }

    @PostMapping("/own")
    String own(@RequestHeader("Authorization") String own) {
        return own;
    }

    @PostMapping("/forgotten")
    String forgotten() {
        return "open";
    }
}
