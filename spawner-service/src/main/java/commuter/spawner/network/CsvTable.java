package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header, read row by row, so that a complaint can name the line and the field. */
public final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setTrailingData(true)
            .get();

    private final String file;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvTable(String file) {
        this.file = file;
    }

    /**
     * Hands every row after the header to the reader.
     *
     * @param file how errors call the file
     * @param required the columns that the header must have
     * @throws FeedException when the file is no CSV or lacks a required column
     */
    public static void read(String file, InputStream in, List<String> required, Consumer<Row> reader)
            throws IOException {
        CsvTable table = new CsvTable(file);
        try (CSVParser parser = CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw new FeedException(file, "is empty: not even a header");
            }
            records.next().forEach(name -> table.columns.putIfAbsent(name, table.columns.size()));
            required.forEach(table::requireColumn);
            while (records.hasNext()) {
                CSVRecord values = records.next();
                reader.accept(table.new Row(values, parser.getCurrentLineNumber()));
            }
        } catch (UncheckedIOException e) {
            throw new FeedException(file, "is no CSV: " + e.getMessage(), e);
        }
    }

    private void requireColumn(String field) {
        if (!columns.containsKey(field)) {
            throw new FeedException(file + " line 1, field " + field, "the column is missing");
        }
    }

    /** One line of the file. */
    public final class Row {
        private final CSVRecord values;
        private final long line;

        private Row(CSVRecord values, long line) {
            this.values = values;
            this.line = line;
        }

        /** The trimmed value; empty when the file has no such column, or the line is too short for it. */
        public String text(String field) {
            Integer column = columns.get(field);
            return column == null || column >= values.size() ? "" : values.get(column);
        }

        /** The number of the line in the file; the header is line 1. */
        long line() {
            return line;
        }

        /** What to throw when the field cannot be used. */
        public FeedException error(String field, String problem) {
            return new FeedException(file + " line " + line + ", field " + field, problem);
        }
    }
}
