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

/** A CSV file with a header, read row by row, so that a finding can name the line and the field. */
public final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setTrailingData(true)
            .get();

    private final String file;
    private final Findings findings;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvTable(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /**
     * Hands every row after the header to the reader; none when a required column is missing.
     *
     * @param file how findings call the file
     * @param required the columns that the header must have
     */
    public static void read(String file, InputStream in, List<String> required, Findings findings, Consumer<Row> reader)
            throws IOException {
        CsvTable table = new CsvTable(file, findings);
        try (CSVParser parser = CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT)) {
            table.read(parser, required, reader);
        } catch (UncheckedIOException e) {
            findings.error(file, "is no CSV: " + e.getMessage());
        }
    }

    private void read(CSVParser parser, List<String> required, Consumer<Row> reader) {
        Iterator<CSVRecord> records = parser.iterator();
        if (!records.hasNext()) {
            findings.error(file, "is empty: not even a header");
            return;
        }
        CSVRecord header = records.next();
        for (int column = 0; column < header.size(); column++) {
            columns.putIfAbsent(header.get(column), column);
        }
        List<String> missing =
                required.stream().filter(field -> !columns.containsKey(field)).toList();
        missing.forEach(field -> findings.error(file, 1, field, "the column is missing"));
        while (missing.isEmpty() && records.hasNext()) {
            CSVRecord values = records.next();
            reader.accept(new Row(values, parser.getCurrentLineNumber()));
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

        /** The trimmed value; when there is none, that is an error. */
        public String required(String field) {
            String value = text(field);
            if (value.isEmpty()) {
                error(field, "is required");
            }
            return value;
        }

        /** The number of the line in the file; the header is line 1. */
        long line() {
            return line;
        }

        /** The field cannot be used, and with it the file. */
        public void error(String field, String problem) {
            findings.error(file, line, field, problem);
        }

        /** The field cannot be used, but the file can. */
        void warn(String field, String problem) {
            findings.warn(file, line, field, problem);
        }
    }
}
