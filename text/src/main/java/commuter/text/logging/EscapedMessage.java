package commuter.text.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import commuter.text.Escaped;

/**
 * The message of a log line, which may contain text from outside. Only the report of a failed start has several lines.
 */
public final class EscapedMessage extends MessageConverter {
    private static final String START_FAILED = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        if (message == null) {
            return "";
        }
        return event.getLoggerName().equals(START_FAILED) ? Escaped.lines(message) : Escaped.line(message);
    }
}
