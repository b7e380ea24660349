package commuter.spawner;

import commuter.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The whole service on a free port, and a client for it. */
public final class RunningSpawner implements AutoCloseable {
    /** Each test has its own group, unless it wants several instances to share the work. */
    private static final String GROUP = "--commuter.spawn.group=";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    public RunningSpawner(String kafka, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("--server.port=0", "--spring.kafka.bootstrap-servers=" + kafka));
        if (!String.join(" ", settings).contains(GROUP)) {
            arguments.add(GROUP + UUID.randomUUID());
        }
        arguments.addAll(List.of(settings));
        context = new SpringApplicationBuilder(SpawnerApplication.class).run(arguments.toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The method of each call that the service's own controllers answer, by path. */
    Map<String, String> calls() {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("commuter.spawner"))
                .collect(Collectors.toMap(
                        entry -> entry.getKey()
                                .getPatternValues()
                                .iterator()
                                .next()
                                .replaceAll("\\{\\w+}", "unknown"),
                        entry -> entry.getKey()
                                .getMethodsCondition()
                                .getMethods()
                                .iterator()
                                .next()
                                .name()));
    }

    int status(String method, String path, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString("{\"route\":\"?\"}"))
                .header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    public static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }
}
