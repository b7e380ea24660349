package commuter.text.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * Writes each line of the log as text, or as JSON in one of Spring Boot's formats if
 * {@code logging.structured.format.console} names one. JSON escapes what would forge a line. Thread-safe once started.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
    private String pattern = "";
    private String format = "";
    private @Nullable Encoder<ILoggingEvent> encoder;

    /** Sets the pattern of a line of text. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    /** Sets the format: {@code ecs}, {@code gelf}, {@code logstash} or the name of a class; empty for text */
    public void setFormat(String format) {
        this.format = format;
    }

    @Override
    public void start() {
        Encoder<ILoggingEvent> chosen = format.isBlank() ? text() : json();
        chosen.setContext(getContext());
        chosen.start();
        encoder = chosen;
        super.start();
    }

    private Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setCharset(StandardCharsets.UTF_8);
        text.setPattern(pattern);
        return text;
    }

    private Encoder<ILoggingEvent> json() {
        StructuredLogEncoder json = new StructuredLogEncoder();
        json.setCharset(StandardCharsets.UTF_8);
        json.setFormat(format);
        return json;
    }

    @Override
    public byte @Nullable [] encode(ILoggingEvent event) {
        return encoder == null ? null : encoder.encode(event);
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return null;
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return null;
    }
}
