package commuter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.standalone.Checkout;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A real Chromium without a window. Thread-safe: it runs one command after the other. */
public final class Browser implements AutoCloseable {
    /** The setting for the browser's program; with {@code none} the tests that need a browser are skipped. */
    public static final String PROPERTY = "commuter.browser";

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process driver;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private int tabs;

    private Browser(Process driver) {
        this.driver = driver;
        this.orders = driver.outputWriter(UTF_8);
        this.answers = driver.inputReader(UTF_8);
    }

    public static Browser start() {
        Path folder = Checkout.find().root().resolve("test-support/browser");
        if (!Files.exists(folder.resolve("node_modules"))) {
            throw new IllegalStateException(
                    "Install what drives the browser first: npm ci --prefix test-support/browser");
        }
        try {
            return new Browser(
                    new ProcessBuilder("node", folder.resolve("driver.mjs").toString(), program())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Tab open(URI address) {
        return open(address, 1280, 720, "light");
    }

    /**
     * Opens a page in a window of this size.
     *
     * @param colors light or dark: the colour scheme of the user's system
     */
    public synchronized Tab open(URI address, int width, int height, String colors) {
        Tab tab = new Tab("tab-" + tabs++);
        tab.order("open", Map.of("url", address.toString(), "width", width, "height", height, "colors", colors));
        return tab;
    }

    /** A page. A command that takes longer than half a minute fails with the browser's error. */
    public final class Tab implements AutoCloseable {
        private final String name;

        private Tab(String name) {
            this.name = name;
        }

        /** The value of a JavaScript expression, or of the promise that it returns. */
        public JsonNode evaluate(String script) {
            return order("evaluate", Map.of("script", script));
        }

        /** Waits until an expression is true. */
        public void await(String script) {
            order("await", Map.of("script", script));
        }

        public void click(String selector) {
            order("click", Map.of("selector", selector));
        }

        public void fill(String selector, String text) {
            order("fill", Map.of("selector", selector, "text", text));
        }

        public void press(String key) {
            order("press", Map.of("key", key));
        }

        public void colors(String colors) {
            order("colors", Map.of("colors", colors));
        }

        /** The errors and warnings in the page's console since it was opened. */
        public List<String> problems() {
            return strings("problems");
        }

        /** The addresses of all requests of the page. */
        public List<String> requests() {
            return strings("requests");
        }

        /** Serious and critical accessibility violations. */
        public List<String> faults() {
            return strings("faults");
        }

        /** The size of the page's objects in bytes. */
        public long heap() {
            return order("heap", Map.of()).asLong();
        }

        public void screenshot(Path file, boolean whole) {
            order("screenshot", Map.of("path", file.toAbsolutePath().toString(), "whole", whole));
        }

        @Override
        public void close() {
            order("close", Map.of());
        }

        private List<String> strings(String order) {
            return order(order, Map.of()).valueStream().map(JsonNode::asString).toList();
        }

        private JsonNode order(String order, Map<String, ?> details) {
            Map<String, Object> all = new LinkedHashMap<>(details);
            all.put("order", order);
            all.put("tab", name);
            return carryOut(all);
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                driver.descendants().forEach(ProcessHandle::destroyForcibly);
                driver.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized JsonNode carryOut(Map<String, Object> order) {
        try {
            orders.write(new String(Json.write(order), UTF_8));
            orders.newLine();
            orders.flush();
            @Nullable String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("The browser has ended");
            }
            JsonNode told = Json.MAPPER.readTree(answer);
            if (told.has("problem")) {
                throw new AssertionError(
                        order.get("order") + ": " + told.path("problem").asString());
            }
            return told.path("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return named;
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> PROGRAMS.stream().map(program -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The tests of the page need Chromium (Debian: apt-get install"
                                + " chromium), or -D" + PROPERTY + "=none to leave them out"));
    }
}
