package commuter.reservoir.write;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets all callers through while a dependency is up. While it is down, it lets through one caller at a time, at growing
 * intervals. This caller's attempt is the probe, as in a half-open circuit breaker; the others wait for its success.
 * Thread-safe.
 */
final class RetryGate {
    private final Backoff backoff;
    private boolean down;
    private boolean taken;
    private int failures;
    private long nextTurn;

    /** How a caller was let through. */
    enum Pass {
        FREE,
        TURN
    }

    RetryGate(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Returns when the caller may try. A caller with a turn must report the outcome. */
    synchronized Pass await() throws InterruptedException {
        while (down) {
            long left = nextTurn - System.nanoTime();
            if (taken) {
                wait();
            } else if (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } else {
                taken = true;
                return Pass.TURN;
            }
        }
        return Pass.FREE;
    }

    synchronized void failed(Pass pass, RuntimeException failure) {
        boolean another = down && pass == Pass.FREE;
        if (!another) {
            failures++;
        }
        Duration wait = backoff.after(failure, failures);
        long turn = System.nanoTime() + wait.toNanos();
        // Several callers fail together when an outage begins. The longest wait that one of them was asked for
        // counts.
        nextTurn = another && nextTurn - turn > 0 ? nextTurn : turn;
        down = true;
        leave(pass);
    }

    synchronized void succeeded() {
        down = false;
        taken = false;
        failures = 0;
        notifyAll();
    }

    /** Gives back a turn without an outcome. */
    synchronized void leave(Pass pass) {
        if (pass == Pass.TURN) {
            taken = false;
            notifyAll();
        }
    }
}
