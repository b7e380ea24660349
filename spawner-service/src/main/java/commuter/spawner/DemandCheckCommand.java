package commuter.spawner;

import commuter.schemas.InvalidRecordException;
import commuter.spawner.demand.GoodnessOfFit;
import commuter.spawner.seeding.SeedSlice;
import commuter.text.Escaped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a day and compares it with the formula. */
@Command(
        name = "demand-check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Draws a day and compares it with what the formula expects, by route and hour, with a chi-square"
                + " test.%n",
        footer = "%nExit codes: 0 it fits, 1 it does not (chance alone: one in a thousand) or nobody is expected,"
                + " 2 wrong option, feed or file.")
final class DemandCheckCommand implements Callable<Integer> {
    /** A seed whose draw deviates more is rarer than this. */
    private static final double LEAST_P = .001;

    private static final int WIDTH = 60;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final SliceOptions slice = new SliceOptions();

    @Option(names = "--png", paramLabel = "FILE", description = "draw the curve into a picture, too")
    private @Nullable Path png;

    @Mixin
    private final CommandOptions settings = new CommandOptions();

    @Override
    public Integer call() {
        NetworkDemand networkDemand = NetworkDemand.read(settings.spawner());
        SeedSlice chosen = slice.slice(networkDemand.network());
        ZoneId zone = networkDemand.network().zone();
        DayStats stats = DayStats.draw(
                chosen, networkDemand.demand(), settings.spawner().demand().window(), zone);
        say(
                "%s, %s, seed %d, zone %s",
                networkDemand.network().feed(),
                chosen.date(),
                networkDemand.demand().seed(),
                zone);
        DemandNotices demandNotices = new DemandNotices(networkDemand, chosen, stats.routes());
        demandNotices.lines().forEach(line -> say("warning: %s", line));
        if (stats.isEmpty()) {
            say("%nNobody is expected in these hours, so there is nothing to compare.");
            return 1;
        }
        curve(stats, zone);
        table(stats, zone);
        GoodnessOfFit fit = stats.fit();
        boolean fits = fit.p() >= LEAST_P;
        if (png != null) {
            draw(
                    png,
                    String.format(
                            Locale.ROOT,
                            "%s, %s, p = %.4f",
                            networkDemand.network().feed(),
                            chosen.date(),
                            fit.p()),
                    stats,
                    zone);
        }
        say(
                "%nchi-square %.1f with %d degrees of freedom, p = %.4f: the draw %s",
                fit.chiSquare(), fit.degrees(), fit.p(), fits ? "fits the formula." : "DOES NOT FIT the formula.");
        return fits ? 0 : 1;
    }

    private void curve(DayStats stats, ZoneId zone) {
        double highest = stats.hours().stream()
                .map(stats::at)
                .mapToDouble(cell -> Math.max((double) cell.drawn(), cell.expected()))
                .max()
                .orElse(1);
        say("%nPassengers by hour: # drawn, | expected");
        for (Instant hour : stats.hours()) {
            GoodnessOfFit.Cell cell = stats.at(hour);
            StringBuilder bar = new StringBuilder("#".repeat((int) Math.round(cell.drawn() / highest * WIDTH)));
            int mark = (int) Math.round(cell.expected() / highest * WIDTH);
            bar.append(" ".repeat(Math.max(0, mark + 1 - bar.length())));
            bar.setCharAt(mark, '|');
            say("%s %6d %8.1f  %s", hour(hour, zone), cell.drawn(), cell.expected(), bar);
        }
    }

    private void table(DayStats stats, ZoneId zone) {
        say("%nDrawn / expected by route and hour");
        StringBuilder header = new StringBuilder(String.format(Locale.ROOT, "%5s", ""));
        stats.routes().forEach(route -> header.append(cell(route)));
        say("%s", header);
        for (Instant hour : stats.hours()) {
            StringBuilder line = new StringBuilder(hour(hour, zone));
            stats.routes().forEach(route -> line.append(cell(text(stats.at(route, hour)))));
            say("%s", line);
        }
        StringBuilder sums = new StringBuilder("day  ");
        StringBuilder fits = new StringBuilder("p    ");
        for (String route : stats.routes()) {
            sums.append(cell(text(stats.of(route))));
            fits.append(cell(String.format(Locale.ROOT, "%.3f", stats.fit(route).p())));
        }
        say("%s", sums);
        say("%s", fits);
    }

    private void draw(Path file, String title, DayStats stats, ZoneId zone) {
        try {
            DayChart.write(file, title, stats, zone);
        } catch (IOException e) {
            throw new InvalidRecordException("png", "'" + file + "' cannot be written: " + e);
        }
        say("%nThe picture is %s", file);
    }

    private static String text(GoodnessOfFit.Cell cell) {
        return String.format(Locale.ROOT, "%d / %.1f", cell.drawn(), cell.expected());
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, " %14s", text);
    }

    private static String hour(Instant hour, ZoneId zone) {
        return hour.atZone(zone).toLocalTime().toString();
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Escaped.lines(String.format(Locale.ROOT, format, values)));
    }
}
