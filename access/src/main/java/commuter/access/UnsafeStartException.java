package commuter.access;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The service must not start with these settings. The message says why and what to do, in one line and without secrets.
 */
final class UnsafeStartException extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;
    private static final int EXIT_CODE = 2;

    UnsafeStartException(String message) {
        super(message);
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
