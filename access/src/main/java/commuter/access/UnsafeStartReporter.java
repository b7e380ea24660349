package commuter.access;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints the one line of an {@link UnsafeStartException} instead of Spring Boot's report. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnsafeStartReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        if (failure instanceof UnsafeStartException) {
            System.err.println("Not started: " + failure.getMessage());
            return true;
        }
        return false;
    }
}
