package commuter.text.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import commuter.text.Escaped;

/**
 * The message of a line of the log, which may quote strangers. Only why a service did not start is told in several
 * lines.
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
