package commuter.spawner;

import commuter.spawner.demand.GoodnessOfFit.Cell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the chart of a day: the drawn passengers as bars, and over them the expected number with the range of 95 of 100
 * draws.
 */
final class DayChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 440;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 56;
    private static final int BOTTOM = 40;
    private static final double DEVIATIONS = 1.96;

    private static final Color BARS = new Color(0x9ECAE1);
    private static final Color EXPECTED = new Color(0xC0392B);
    private static final Color GRID = new Color(0xE5E5E5);
    private static final Color TEXT = new Color(0x333333);

    private final List<Instant> hours;
    private final List<Cell> cells;
    private final ZoneId zone;
    private final double highest;
    private final Graphics2D canvas;

    private DayChart(DayStats stats, ZoneId zone, Graphics2D canvas) {
        this.hours = stats.hours();
        this.cells = hours.stream().map(stats::at).toList();
        this.zone = zone;
        this.highest = cells.stream().mapToDouble(DayChart::top).max().orElse(1);
        this.canvas = canvas;
    }

    /** @throws IOException when the file cannot be written */
    static void write(Path png, String title, DayStats stats, ZoneId zone) throws IOException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        new DayChart(stats, zone, canvas).draw(title);
        canvas.dispose();
        try (var out = Files.newOutputStream(png)) {
            ImageIO.write(image, "png", out);
        }
    }

    private void draw(String title) {
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        text(title, LEFT, 22);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        text("Passengers by hour: bars drawn, line expected, whiskers where 95 of 100 draws lie", LEFT, 42);
        grid();
        for (int hour = 0; hour < hours.size(); hour++) {
            bar(hour);
        }
        canvas.setColor(EXPECTED);
        for (int hour = 0; hour < hours.size(); hour++) {
            expected(hour);
        }
    }

    private void grid() {
        double step = step(highest);
        for (double value = 0; value <= highest; value += step) {
            canvas.setColor(GRID);
            canvas.draw(new Line2D.Double(LEFT, y(value), WIDTH - RIGHT, y(value)));
            String label = String.format(Locale.ROOT, "%,d", Math.round(value));
            text(label, LEFT - 8 - metrics().stringWidth(label), (int) y(value) + 4);
        }
    }

    private void bar(int hour) {
        double y = y((double) cells.get(hour).drawn());
        canvas.setColor(BARS);
        canvas.fill(new Rectangle2D.Double(middle(hour) - slot() * .36, y, slot() * .72, HEIGHT - BOTTOM - y));
        String label = hours.get(hour).atZone(zone).toLocalTime().toString();
        if (metrics().stringWidth(label) < slot() || hour % 2 == 0) {
            text(label, (int) middle(hour) - metrics().stringWidth(label) / 2, HEIGHT - BOTTOM + 18);
        }
    }

    private void expected(int hour) {
        double expected = cells.get(hour).expected();
        double spread = DEVIATIONS * Math.sqrt(expected);
        canvas.setStroke(new BasicStroke(1));
        canvas.draw(
                new Line2D.Double(middle(hour), y(expected + spread), middle(hour), y(Math.max(0, expected - spread))));
        if (hour > 0) {
            canvas.setStroke(new BasicStroke(2));
            canvas.draw(
                    new Line2D.Double(middle(hour - 1), y(cells.get(hour - 1).expected()), middle(hour), y(expected)));
        }
    }

    private void text(String text, int x, int y) {
        canvas.setColor(TEXT);
        canvas.drawString(text, x, y);
    }

    private FontMetrics metrics() {
        return canvas.getFontMetrics();
    }

    private double slot() {
        return (double) (WIDTH - LEFT - RIGHT) / hours.size();
    }

    private double middle(int hour) {
        return LEFT + slot() * (hour + .5);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / highest * (HEIGHT - TOP - BOTTOM);
    }

    private static double top(Cell cell) {
        return Math.max((double) cell.drawn(), cell.expected() + DEVIATIONS * Math.sqrt(cell.expected()));
    }

    /** 1, 2 or 5 times a power of ten, so that there are about five grid lines below the highest value. */
    private static double step(double highest) {
        double power = Math.pow(10, Math.floor(Math.log10(highest / 5)));
        double times = highest / 5 / power;
        return Math.max(1, power * (times < 2.5 ? 2 : times < 5 ? 5 : 10));
    }
}
