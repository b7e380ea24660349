package commuter.standalone;

import commuter.standalone.data.SimulatedTime;
import commuter.standalone.parts.Part;
import commuter.standalone.stats.PipelineStats;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** The output for the user. Thread-safe. */
final class Terminal implements Progress {
    private static final int NAME_WIDTH = 14;
    private static final String CLEAR_LINE = "\r\u001B[K";
    private static final int LINES_EVERY_SECONDS = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final PrintStream out;
    private final boolean redraws;
    private boolean onStatusLine;

    /** @param redraws whether the status line is overwritten in place */
    Terminal(PrintStream out, boolean redraws) {
        this.out = out;
        this.redraws = redraws;
    }

    synchronized void say(String line) {
        leaveStatusLine();
        out.println(line);
        out.flush();
    }

    @Override
    public void started(Part part, Duration took) {
        say(timed(part, took));
    }

    @Override
    public void stopped(Part part, Duration took) {
        say(timed(part, took) + " to stop");
    }

    /** Shows the counts: every second in place, or a line every ten seconds. */
    synchronized void status(PipelineStats stats, LocalDateTime demandTime, long second) {
        String line = String.format(
                Locale.ROOT,
                "%s %s | spawned %,d  waiting %,d  on board %,d  alighted %,d  rejected %,d | %.0f events/s",
                demandTime.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                TIME.format(demandTime),
                stats.spawned(),
                stats.waiting(),
                stats.onBoard(),
                stats.alighted(),
                stats.rejected(),
                stats.eventsPerSecond());
        if (redraws) {
            out.print(CLEAR_LINE + line);
            out.flush();
            onStatusLine = true;
        } else if (second % LINES_EVERY_SECONDS == 0) {
            out.println(line);
            out.flush();
        }
    }

    /** Explains the clock in one line. */
    void explain(SimulatedTime clock) {
        say(String.format(
                Locale.ROOT,
                "Demand clock: it is Monday %s in the city, and %s minutes pass there in one (--speed).",
                TIME.format(clock.start()),
                number(clock.speed())));
    }

    private void leaveStatusLine() {
        if (onStatusLine) {
            out.println();
            onStatusLine = false;
        }
    }

    private static String timed(Part part, Duration took) {
        String dots = ".".repeat(Math.max(3, NAME_WIDTH - part.name().length()));
        return String.format(Locale.ROOT, "%s %s %.1f s", part.name(), dots, took.toMillis() / 1000.0);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
