package commuter.console.session;

import commuter.text.Escaped;
import java.util.ArrayList;
import java.util.List;

/** Rows with headings, aligned; numbers to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    private record Cell(String text, Colour colour) {}

    public Table(List<String> headings) {
        this.headings = List.copyOf(headings);
    }

    public Table row(List<String> cells) {
        rows.add(cells.stream()
                .map(cell -> new Cell(Escaped.line(cell), Colour.ofStatus(cell)))
                .toList());
        return this;
    }

    List<String> lines(boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                headings.stream().map(text -> new Cell(text, Colour.HEADING)).toList(), colours));
        rows.forEach(row -> lines.add(line(row, colours)));
        return lines;
    }

    private String line(List<Cell> cells, boolean colours) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String padding = " ".repeat(width(i) - cell.text().length());
            String text = cell.colour().paint(cell.text(), colours);
            boolean last = i == cells.size() - 1;
            line.append(isNumeric(i) ? padding + text : text + (last ? "" : padding))
                    .append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return Math.max(
                headings.get(column).length(),
                rows.stream()
                        .mapToInt(row -> row.get(column).text().length())
                        .max()
                        .orElse(0));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> row.get(column).text().matches("[\\d,.]+"));
    }
}
