package commuter.console.session;

import org.jspecify.annotations.Nullable;

/** Lets Ctrl-C end a running action, if it can be ended. Thread-safe. */
public final class Interrupts {
    private volatile @Nullable Runnable current;

    /** Runs an action that lasts until it is told to end. */
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
