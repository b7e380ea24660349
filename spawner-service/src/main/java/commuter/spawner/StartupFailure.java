package commuter.spawner;

import org.springframework.boot.ExitCodeGenerator;

/** A reason not to start that its message explains in one line; the user needs no stack trace. */
final class StartupFailure extends RuntimeException implements ExitCodeGenerator {
    /** The feed, or another file that the service was given, cannot be used. */
    static final int BAD_INPUT = 2;

    /** Something that the service depends on is not as it must be. */
    static final int BAD_ENVIRONMENT = 1;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    StartupFailure(int exitCode, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
