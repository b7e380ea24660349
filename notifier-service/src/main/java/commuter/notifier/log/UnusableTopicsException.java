package commuter.notifier.log;

import org.jspecify.annotations.Nullable;

/** Kafka or its topics are not as the service needs them. The message says what to change. */
final class UnusableTopicsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableTopicsException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
