package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, read row by row, so that a notice can name the line and the field. If a column occurs
 * twice, its first value that is not blank counts. The header may have upper case.
 */
public final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setTrailingData(true)
            .get();

    private final String file;
    private final @Nullable String leftOut;
    private final FeedNotices notices;
    private final Map<String, List<Integer>> columns = new HashMap<>();
    private List<String> header = List.of();

    private CsvTable(String file, @Nullable String leftOut, FeedNotices notices) {
        this.file = file;
        this.leftOut = leftOut;
        this.notices = notices;
    }

    /**
     * Passes every row after the header to the reader; none when a required column is missing. A row that cannot be
     * used is an error.
     *
     * @param file how notices call the file
     * @param required the columns that the header must have
     */
    public static void read(
            String file, InputStream in, List<String> required, FeedNotices notices, Consumer<Row> reader)
            throws IOException {
        if (!new CsvTable(file, null, notices).read(new FeedText(in), required, reader)) {
            notices.error(file, "is empty: not even a header");
        }
    }

    /** The same, but a row that cannot be used is a warning. False when there is not even a header. */
    static boolean read(FeedTable table, InputStream in, FeedNotices notices, Consumer<Row> reader) throws IOException {
        return new CsvTable(table.file(), table.leftOut(), notices).read(new FeedText(in), table.columns(), reader);
    }

    private boolean read(FeedText text, List<String> required, Consumer<Row> reader) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            return read(parser, text, required, reader);
        } catch (UncheckedIOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            notices.error(file, "cannot be read: " + reason.getMessage());
            return true;
        }
    }

    private boolean read(CSVParser parser, FeedText text, List<String> required, Consumer<Row> reader) {
        Iterator<CSVRecord> records = parser.iterator();
        if (!records.hasNext()) {
            return false;
        }
        header(records.next());
        text.isForeign(1);
        List<String> missing =
                required.stream().filter(field -> !columns.containsKey(field)).toList();
        if (!missing.isEmpty() && header.size() == 1 && header.get(0).matches(".*[;\t|].*")) {
            notices.error(file, "its columns are parted by other characters than commas: " + Quote.of(header.get(0)));
        } else {
            missing.forEach(field -> notices.error(file, 1, field, "the column is missing"));
        }
        while (missing.isEmpty() && hasNext(records, parser, text)) {
            Row row = new Row(records.next(), parser.getCurrentLineNumber());
            if (text.isForeign(row.line)) {
                row.warnOfForeignText();
            }
            reader.accept(row);
        }
        return true;
    }

    private static boolean hasNext(Iterator<CSVRecord> records, CSVParser parser, FeedText text) {
        text.beginRecord(parser.getCurrentLineNumber() + 1);
        return records.hasNext();
    }

    private void header(CSVRecord names) {
        header = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        IntStream.range(0, header.size())
                .forEach(column -> columns.computeIfAbsent(header.get(column), name -> new ArrayList<>(1))
                        .add(column));
        columns.forEach((name, places) -> {
            if (places.size() > 1 && !name.isEmpty()) {
                notices.warn(file, 1, name, "the column occurs twice: the first value that is not blank counts");
            }
        });
    }

    /** A position in the file, for problems that are found after the row has been read. */
    public final class Line {
        private final long number;

        private Line(long number) {
            this.number = number;
        }

        /** The field cannot be used, but the row can. */
        void warn(String field, String problem) {
            notices.warn(file, number, field, problem);
        }
    }

    /** One line of the file. */
    public final class Row {
        private final CSVRecord values;
        private final long line;
        private boolean usable = true;

        private Row(CSVRecord values, long line) {
            this.values = values;
            this.line = line;
        }

        /** The trimmed value; empty when the file has no such column, or the line is too short. */
        public String text(String field) {
            for (int column : columns.getOrDefault(field, List.of())) {
                if (column < values.size() && !values.get(column).isEmpty()) {
                    return values.get(column);
                }
            }
            return "";
        }

        /** The trimmed value; when it is missing, the row cannot be used. */
        public String required(String field) {
            String value = text(field);
            if (value.isEmpty()) {
                reject(field, "is required");
            }
            return value;
        }

        /** Whether nothing has been rejected. */
        boolean isUsable() {
            return usable;
        }

        /** The position of the row: the number of its last line; the header is line 1. */
        Line line() {
            return new Line(line);
        }

        long number() {
            return line;
        }

        /** The approximate number of rows. */
        int characters() {
            int characters = 0;
            for (String value : values) {
                characters += value.length();
            }
            return characters;
        }

        /** The row cannot be used. Other problems of it may be reported, too. */
        public void reject(String field, String problem) {
            usable = false;
            if (leftOut == null) {
                notices.error(file, line, field, problem);
            } else {
                warn(field, problem + ": " + leftOut);
            }
        }

        /** The line repeats another one: only the first one counts. */
        void rejectRepeated(String field, String id) {
            usable = false;
            warn(field, Quote.of(id) + " occurs twice: this line is left out");
        }

        /** The field cannot be used, but the row can. */
        void warn(String field, String problem) {
            notices.warn(file, line, field, problem);
        }

        private void warnOfForeignText() {
            for (int column = 0; column < Math.min(values.size(), header.size()); column++) {
                String value = values.get(column);
                if (value.chars().anyMatch(character -> character > '~')) {
                    warn(
                            header.get(column),
                            Quote.of(value) + " is not UTF-8 and is read as Windows-1252: save the file as UTF-8");
                }
            }
        }
    }
}
