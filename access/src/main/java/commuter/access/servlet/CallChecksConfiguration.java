package commuter.access.servlet;

import commuter.access.ManagementSettings;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Checks the form of all calls, and answers with what is wrong: the same for all services on Tomcat. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({HttpSettings.class, ManagementSettings.class})
class CallChecksConfiguration {

    @Bean
    HttpFirewall httpFirewall() {
        return new EncodedIds();
    }

    @Bean
    ProblemErrors problemErrors() {
        return new ProblemErrors();
    }

    @Bean
    OpenConnections openConnections() {
        return new OpenConnections();
    }

    @Bean
    RefusedCalls refusedCalls() {
        return new RefusedCalls();
    }

    /** Runs before any other connector is made. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatWebServerFactory> limits(HttpSettings settings, OpenConnections connections) {
        return factory -> {
            factory.setProtocol(LimitedProtocol.class.getName());
            factory.addEngineValves(new RefusedBodies());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof LimitedProtocol limited) {
                    limited.limit(settings);
                    connections.of(limited.endpoint());
                }
            });
        };
    }

    @Bean
    ManagementConnector managementConnector(ManagementSettings settings) {
        return new ManagementConnector(settings);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> management(
            ManagementSettings settings, ManagementConnector management) {
        return factory -> {
            if (settings.isOn()) {
                factory.addAdditionalConnectors(management.connector());
                factory.addEngineValves(management);
            }
        };
    }

    /** Encoded slashes stay encoded until a controller reads its part of the path. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcat() {
        String untouched = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(untouched);
                connector.setEncodedReverseSolidusHandling(untouched);
            });
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
        };
    }

    @Bean
    WebMvcConfigurer callChecks() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // First, because the fields of a form would otherwise be read as parameters.
                registry.addInterceptor(new JsonBodies());
                registry.addInterceptor(new KnownParameters());
            }
        };
    }
}
