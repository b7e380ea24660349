package commuter.spawner;

import commuter.text.Escaped;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints the one line of a {@link StartupFailure} instead of Spring Boot's report. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailureReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupFailure) {
                System.err.println(Escaped.lines(String.valueOf(cause.getMessage())));
                return true;
            }
        }
        return false;
    }
}
