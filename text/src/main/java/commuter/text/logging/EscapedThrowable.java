package commuter.text.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import commuter.text.Escaped;
import org.jspecify.annotations.Nullable;

/** A stack trace between empty lines. Its own lines are kept, but the messages in it may contain text from outside. */
public final class EscapedThrowable extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return System.lineSeparator() + super.throwableProxyToString(new Harmless(thrown)) + System.lineSeparator();
    }

    private record Harmless(IThrowableProxy thrown) implements IThrowableProxy {
        private static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new Harmless(thrown);
        }

        @Override
        public @Nullable String getMessage() {
            String message = thrown.getMessage();
            return message == null ? null : Escaped.line(message);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            String message = thrown.getOverridingMessage();
            return message == null ? null : Escaped.line(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            IThrowableProxy[] suppressed = thrown.getSuppressed();
            IThrowableProxy[] harmless = new IThrowableProxy[suppressed == null ? 0 : suppressed.length];
            for (int i = 0; i < harmless.length; i++) {
                harmless[i] = new Harmless(suppressed[i]);
            }
            return harmless;
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
