package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.fuzz.LogTail;
import commuter.system.fuzz.OddCalls;
import commuter.system.fuzz.OddCalls.OddCall;
import commuter.system.support.RunningPipeline;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * For any call to any address, no service answers with a server error, except to say that the caller should try again.
 * A random part of all such calls, another one each time; all of them with {@code -Dcommuter.soak=true}. No call may
 * log a stack trace with our code.
 */
class OddCallsTest extends SystemTest {
    private static final int AT_ONCE = 12;
    private static final List<Port> SERVICES = List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER);
    private static final int COME_AGAIN = 503;

    @Test
    void noCallMakesAServiceFail() throws Exception {
        long seed = Long.getLong("commuter.seed", System.nanoTime());
        List<OddCall> calls = new ArrayList<>(all());
        assertThat(calls.size()).isGreaterThan(2000);
        Collections.shuffle(calls, new Random(seed));
        List<LogTail> logs = SERVICES.stream()
                .map(port -> LogTail.of(pipeline.part(port).log()))
                .toList();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (OddCall call : calls.subList(0, Size.of(600, calls.size()))) {
                answers.add(callers.submit(() -> failure(call)));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).as("with -Dcommuter.seed=%s", seed).isEmpty();
            }
        } finally {
            callers.shutdownNow();
        }
        for (LogTail log : logs) {
            assertThat(log.failures()).as("with -Dcommuter.seed=%s", seed).isEmpty();
        }
    }

    private List<OddCall> all() throws Exception {
        String reservoir = pipeline.url(Port.RESERVOIR);
        String spawner = pipeline.url(Port.SPAWNER);
        return new OddCalls()
                .ofApi(reservoir, openApi(reservoir))
                .ofSpawner(spawner)
                .ofPaths(SERVICES.stream().map(pipeline::url).toList())
                .ofPaths(SERVICES.stream().map(RunningPipeline::managementUrl).toList())
                .ofPage(pipeline.url(Port.NOTIFIER))
                .ofBodies(reservoir, spawner, scenario.routeId())
                .all();
    }

    private static JsonNode openApi(String service) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + "/api/openapi")).build();
        return Json.MAPPER.readTree(
                Http.CLIENT.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** Empty for a valid answer. */
    private static String failure(OddCall call) throws IOException {
        String status = status(call);
        boolean good = status.matches("HTTP/1.1 [1-4]\\d\\d.*") || status.startsWith("HTTP/1.1 " + COME_AGAIN);
        return good ? "" : status + " for " + call;
    }

    /** Sends the call unchanged: a client library would refuse or correct half of these. */
    private static String status(OddCall call) throws IOException {
        URI address = URI.create(call.server());
        byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(UTF_8);
        String head = call.method() + ' ' + call.target() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next >= 0 && next != '\r';
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString();
        }
    }
}
