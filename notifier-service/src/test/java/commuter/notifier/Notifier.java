package commuter.notifier;

import commuter.notifier.guard.ManagementServer;
import commuter.testing.OpenApiDocument;
import commuter.testing.RunningKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The service, started as in production but on a free port, and ready. */
final class Notifier implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Notifier(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Notifier start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            all.add("--server.port=0");
        }
        all.add("--spring.kafka.bootstrap-servers=" + RunningKafka.sharedServers());
        Notifier notifier =
                new Notifier(new SpringApplicationBuilder(NotifierApplication.class).run(all.toArray(String[]::new)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(notifier::isReady);
        return notifier;
    }

    URI http(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    StreamClient connect() {
        return StreamClient.connect(stream());
    }

    URI stream() {
        return URI.create("ws://localhost:" + port() + "/ws/stream");
    }

    double meter(String name) {
        return context.getBean(MeterRegistry.class).get(name).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    /** The calls that the service's own controllers answer. */
    Set<String> calls() {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("commuter.notifier"))
                .flatMap(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method -> entry.getKey().getPatternsCondition().getPatterns().stream()
                                .map(path -> OpenApiDocument.call(method.name(), path.getPatternString()))))
                .collect(Collectors.toSet());
    }

    int managementPort() {
        return context.getBean(ManagementServer.class).port();
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    private boolean isReady() {
        HealthIndicator logs = context.getBean("logsHealthIndicator", HealthIndicator.class);
        return logs.health().getStatus().equals(Status.UP);
    }
}
