package commuter.console.session;

import org.jspecify.annotations.Nullable;

/** What Ctrl-C ends, while something goes on that it can end. Thread-safe. */
public final class Interrupts {
    private volatile @Nullable Runnable current;

    /** Does something that goes on until it is told to end. */
    public void during(Runnable end, Runnable work) {
        current = end;
        try {
            work.run();
        } finally {
            current = null;
        }
    }

    public void interrupt() {
        Runnable end = current;
        if (end != null) {
            end.run();
        }
    }
}
