package commuter.reservoir.repository;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked. Nothing is known to be written. The subclasses say how to react. */
public abstract sealed class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It cannot answer now but may later: it is down, slow or overloaded, or its answer was lost. */
    public static final class Unavailable extends RepositoryException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = Duration.ZERO;
        }

        /** @param retryAfter how long the database asks callers to wait */
        public Unavailable(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** This service has too many reads in progress already. Nothing was sent to the database. */
    public static final class Busy extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(message, null);
        }
    }

    /** It refuses everything from this service until somebody changes a setting, which the message names. */
    public static final class Misconfigured extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Misconfigured(String message) {
            super(message, null);
        }
    }

    /** The request is too large; smaller ones may be accepted. */
    public static final class TooLarge extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) {
            super(message, null);
        }
    }

    /** It refuses the request permanently, and does not say which row is the reason. */
    public static final class Refused extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /** It failed while processing the request: either for a temporary reason of its own, or because of a row. */
    public static final class Failed extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Failed(String message) {
            super(message, null);
        }
    }
}
