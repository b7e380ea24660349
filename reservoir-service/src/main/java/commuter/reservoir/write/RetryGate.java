package commuter.reservoir.write;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets everybody through to a part that is up, and to a part that is down one caller at a time, at growing intervals:
 * that one's attempt is the probe, and the others wait for its success. Thread-safe.
 */
final class RetryGate {
    private final Backoff backoff;
    private boolean down;
    private boolean taken;
    private int failures;
    private long nextTurn;

    /** How a caller got through. */
    enum Pass {
        FREE,
        TURN
    }

    RetryGate(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Returns when the caller may try. Whoever got a turn must report how it went. */
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
        // Of those who fail together when an outage begins, the one who was asked to wait longest counts.
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

    /** Gives a turn back that was not used to the end. */
    synchronized void leave(Pass pass) {
        if (pass == Pass.TURN) {
            taken = false;
            notifyAll();
        }
    }
}
