package commuter.system.conductors;

import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** What all callers together know about one passenger, and from which answers. Thread-safe. */
final class KnownPassenger {
    private final List<String> history = new ArrayList<>();
    private final String id;
    private Passenger latest;
    private long commandsBegun;
    private int commandsUnderWay;

    /** What was known when a call began. */
    record Known(Passenger passenger, long commandsBegun, int commandsUnderWay) {}

    KnownPassenger(Passenger created) {
        id = created.passengerId();
        latest = created;
        note("created");
    }

    String id() {
        return id;
    }

    synchronized Known now() {
        return new Known(latest, commandsBegun, commandsUnderWay);
    }

    synchronized Known beginCommand(String what) {
        Known before = now();
        commandsBegun++;
        commandsUnderWay++;
        note(what + " ...");
        return before;
    }

    synchronized void endCommand(String what) {
        commandsUnderWay--;
        note("... " + what);
    }

    synchronized void note(String what) {
        history.add(LocalTime.now() + " " + Thread.currentThread().getName() + ": " + what);
    }

    /** Whether no caller can have changed the passenger since. */
    synchronized boolean isUntouchedSince(Known before) {
        return before.commandsUnderWay() == 0 && before.commandsBegun() == commandsBegun;
    }

    /** Whether no other command can have been decided between the beginning of this call and its answer. */
    synchronized boolean isAlone(Known before) {
        return before.commandsUnderWay() == 0 && before.commandsBegun() + 1 == commandsBegun;
    }

    /** Adds what an answer shows, for a call that began when this much was known. */
    synchronized void learn(Passenger shown, Known before, String source) {
        if (shown.version() < before.passenger().version()) {
            throw contradicted(source + " shows version " + shown.version() + ", " + shown.status()
                    + ", though version " + before.passenger().version() + " was known before");
        }
        if (shown.version() == latest.version() && !shown.equals(latest)) {
            throw contradicted(source + " shows another version " + shown.version() + ": " + shown);
        }
        if (isUntouchedSince(before) && shown.version() != before.passenger().version()) {
            throw contradicted(source + " shows version " + shown.version() + ", which nobody has asked for");
        }
        if (shown.version() > latest.version()) {
            latest = shown;
            note("known as version " + shown.version() + " " + shown.status() + " from " + source);
        }
    }

    /** The passenger is not on a list of those who wait. */
    synchronized void learnAbsence(Known before, String source) {
        if (before.passenger().status() == PassengerStatus.WAITING && isUntouchedSince(before)) {
            throw contradicted(source + " lacks the passenger, who waits");
        }
    }

    /** The history of this passenger, to find the cause of a failure. */
    synchronized AssertionError contradicted(String problem) {
        return new AssertionError(id + ": " + problem + "\n  " + String.join("\n  ", history));
    }
}
