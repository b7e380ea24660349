package commuter.text.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** The format of the services' log, with any text from outside. */
class LogFormTest {
    private static final String HOSTILE = "ü\r\n12:00:00.000 ERROR forged\u001b[2J";
    private static final String HARMLESS = "ü\\r\\n12:00:00.000 ERROR forged\\u001b[2J";

    @Test
    void aMessageIsOneLine() throws Exception {
        assertThat(logged(HOSTILE, null))
                .contains(HARMLESS)
                .doesNotContain("\u001b")
                .hasLineCount(1);
    }

    @Test
    void whyAServiceDidNotStartKeepsItsLines() throws Exception {
        assertThat(logged(
                        "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                        "Failed\n\u001b[2J",
                        null))
                .isEqualTo("Failed\n\\u001b[2J\n");
    }

    @Test
    void aStackTraceKeepsItsLinesAndTextFromOutsideAddsNone() throws Exception {
        IllegalStateException thrown = new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));
        thrown.addSuppressed(new IllegalArgumentException(HOSTILE));
        assertThat(logged("It failed", thrown).lines())
                .contains("java.lang.IllegalStateException: " + HARMLESS)
                .contains("Caused by: java.lang.IllegalArgumentException: " + HARMLESS)
                .anyMatch(line -> line.endsWith("Suppressed: java.lang.IllegalArgumentException: " + HARMLESS))
                .anyMatch(line -> line.startsWith("\tat commuter.text.logging.LogFormTest"))
                .noneMatch(line -> line.startsWith("12:00"));
    }

    @Test
    void aServiceThatIsToldToWritesJsonWithItsKeysAndNobodyForgesALine() throws Exception {
        String line = loggedAs(
                "ecs",
                "stranger",
                logger -> logger.atWarn().addKeyValue("passenger_id", "PASS_1").log(HOSTILE));

        assertThat(line)
                .hasLineCount(1)
                .startsWith("{")
                .contains("\"message\":\"ü\\r\\n12:00:00.000 ERROR forged\\u001B[2J\"", "\"passenger_id\":\"PASS_1\"");
    }

    @Test
    void aFormatThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> loggedAs("yaml", "stranger", logger -> logger.warn("unread")))
                .hasStackTraceContaining("yaml");
    }

    @Test
    void whoNamesAFileHasTheLogThereAsWell(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("service.log");
        System.setProperty("LOG_FILE", file.toString());
        try {
            assertThat(logged(HOSTILE, null)).contains(HARMLESS);
        } finally {
            System.clearProperty("LOG_FILE");
        }

        assertThat(file).content(UTF_8).contains(HARMLESS).hasLineCount(1);
    }

    @Test
    void whoNamesNoFileHasNone() throws Exception {
        logged(HOSTILE, null);

        try (Stream<Path> files = Files.list(Path.of(""))) {
            assertThat(files).noneMatch(file -> file.toString().startsWith("unused"));
        }
    }

    private static String logged(String message, Throwable thrown) throws Exception {
        return logged("stranger", message, thrown);
    }

    private static String logged(String logger, String message, Throwable thrown) throws Exception {
        return loggedAs("", logger, named -> named.warn(message, thrown));
    }

    /** @param format empty for text */
    private static String loggedAs(String format, String logger, Consumer<Logger> lines) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            context.putProperty("CONSOLE_LOG_PATTERN", "%m%n%ex");
            context.putProperty("CONSOLE_LOG_STRUCTURED_FORMAT", format);
            context.putObject(Environment.class.getName(), new StandardEnvironment());
            configurator.doConfigure(LogFormTest.class.getResource("/commuter-logback.xml"));
            lines.accept(context.getLogger(logger));
        } finally {
            context.stop();
            System.setOut(before);
        }
        return out.toString(UTF_8);
    }
}
