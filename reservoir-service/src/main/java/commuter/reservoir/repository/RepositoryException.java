package commuter.reservoir.repository;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do what it was asked, and nothing is known to be written. The kinds tell what to do about it.
 */
public abstract sealed class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It cannot answer now and may later: away, slow or overloaded, or its answer was lost. */
    public static final class Unavailable extends RepositoryException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = Duration.ZERO;
        }

        /** @param retryAfter how long it asks to be left alone */
        public Unavailable(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** This service asks it for as much already as it may at a time; nothing was asked. */
    public static final class Busy extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(message, null);
        }
    }

    /** It takes nothing from this service until somebody changes a setting, which the message names. */
    public static final class Misconfigured extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Misconfigured(String message) {
            super(message, null);
        }
    }

    /** It may take the same in smaller portions. */
    public static final class TooLarge extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) {
            super(message, null);
        }
    }

    /** It refuses the request for good, and does not say which row is to blame. */
    public static final class Refused extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /** It failed over the request: for a reason of its own that will pass, or because of a row. */
    public static final class Failed extends RepositoryException {
        private static final long serialVersionUID = 1L;

        public Failed(String message) {
            super(message, null);
        }
    }
}
