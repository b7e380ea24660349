package commuter.access.servlet;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a call must look like, whoever sends it, and how it is told what is wrong: the same for all services on Tomcat. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class CallChecksConfiguration {

    @Bean
    HttpFirewall httpFirewall() {
        return new EncodedIds();
    }

    @Bean
    ProblemErrors problemErrors() {
        return new ProblemErrors();
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
                // First: of a form, the fields would be taken for parameters.
                registry.addInterceptor(new JsonBodies());
                registry.addInterceptor(new KnownParameters());
            }
        };
    }
}
