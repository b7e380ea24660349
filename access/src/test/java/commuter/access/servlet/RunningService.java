package commuter.access.servlet;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The test's service in a real Tomcat, and a client for it. */
final class RunningService implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    RunningService(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.mvc.problemdetails.enabled=true"));
        arguments.addAll(List.of(settings));
        context = new SpringApplicationBuilder(TestService.class).run(arguments.toArray(String[]::new));
    }

    HttpResponse<String> call(String method, String path, String... headers) throws Exception {
        return call(method, path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> call(String method, String path, BodyPublisher body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Requests that HttpClient would not send. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    int managementPort() {
        return context.getBean(ManagementConnector.class).port();
    }

    double meter(String name) {
        return context.getBean(MeterRegistry.class).get(name).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
