package commuter.reservoir.api;

import commuter.reservoir.reservoir.CommandSettings;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a call wait for as long as the result of a command may take, and for what is read from Strapi around it. Tomcat
 * by itself ends a call with 503 after 30 s, whatever {@code commuter.command.timeout} says.
 */
@Configuration(proxyBeanMethods = false)
class AsyncAnswers implements WebMvcConfigurer {
    private static final Duration READS = Duration.ofSeconds(30);

    private final CommandSettings settings;

    AsyncAnswers(CommandSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
        configurer.setDefaultTimeout(settings.timeout().plus(READS).toMillis());
    }
}
