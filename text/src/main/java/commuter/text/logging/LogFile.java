package commuter.text.logging;

import ch.qos.logback.core.rolling.RollingFileAppender;
import org.jspecify.annotations.Nullable;

/** A log file besides the console, if {@code logging.file.name} or {@code logging.file.path} names one. Thread-safe. */
public final class LogFile<E> extends RollingFileAppender<E> {
    private boolean named;

    /** @param file empty for none */
    @Override
    public void setFile(@Nullable String file) {
        if (file != null && !file.isBlank()) {
            super.setFile(file);
            named = true;
        }
    }

    @Override
    public void start() {
        if (named) {
            super.start();
        }
    }

    @Override
    public void doAppend(E event) {
        if (isStarted()) {
            super.doAppend(event);
        }
    }
}
