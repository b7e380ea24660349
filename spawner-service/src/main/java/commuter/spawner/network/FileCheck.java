package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the spawner expects of one file of a feed. */
record FileCheck(String name, boolean required, List<Column> columns) {

    FileCheck(String name, boolean required, Column... columns) {
        this(name, required, List.of(columns));
    }

    /**
     * A column that is looked at.
     *
     * @param inHeader whether the file must have the column
     * @param required whether a line must have a value
     * @param unique whether each value is the id of its line
     * @param target the id column of this or an earlier file that the values must be found in; null for plain values
     */
    record Column(
            String name,
            boolean inHeader,
            Predicate<CsvTable.Row> required,
            ValueCheck check,
            boolean unique,
            @Nullable String target) {

        static Column id(String name) {
            return new Column(name, true, row -> true, ValueCheck.ANY, true, null);
        }

        static Column reference(String name, String target) {
            return new Column(name, true, row -> true, ValueCheck.ANY, false, target);
        }

        static Column required(String name, ValueCheck check) {
            return new Column(name, true, row -> true, check, false, null);
        }

        static Column optional(String name, ValueCheck check) {
            return required(name, check).orBlank();
        }

        Column orBlank() {
            return new Column(name, false, row -> false, check, unique, target);
        }

        Column requiredWhen(Predicate<CsvTable.Row> condition) {
            return new Column(name, true, condition, check, unique, target);
        }
    }

    /**
     * Checks every line.
     *
     * @param ids the ids of the files read so far by the name of their column; this file's are added
     * @throws FeedException at the first line that breaks a rule
     */
    void run(String feed, InputStream in, Map<String, Set<String>> ids) throws IOException {
        Map<Column, Map<String, CsvTable.Row>> references = new HashMap<>();
        CsvTable.read(feed + ": " + name, in, requiredColumns(), row -> {
            for (Column column : columns) {
                String value = checked(column, row);
                if (column.unique()
                        && !ids.computeIfAbsent(column.name(), id -> new HashSet<>())
                                .add(value)) {
                    throw row.error(column.name(), "'" + value + "' occurs twice");
                }
                if (column.target() != null && !value.isEmpty()) {
                    references.computeIfAbsent(column, c -> new HashMap<>()).putIfAbsent(value, row);
                }
            }
        });
        // Only at the end, because a stop may name a station that stands further down in the file.
        references.forEach((column, rows) -> requireKnown(column, rows, ids));
    }

    private List<String> requiredColumns() {
        return columns.stream().filter(Column::inHeader).map(Column::name).toList();
    }

    private static String checked(Column column, CsvTable.Row row) {
        String value = row.text(column.name());
        if (value.isEmpty()) {
            if (column.required().test(row)) {
                throw row.error(column.name(), "is required");
            }
        } else if (!column.check().allows().test(value)) {
            throw row.error(column.name(), "'" + value + "' " + column.check().expectation());
        }
        return value;
    }

    private static void requireKnown(Column column, Map<String, CsvTable.Row> rows, Map<String, Set<String>> ids) {
        Set<String> known = ids.getOrDefault(String.valueOf(column.target()), Set.of());
        rows.entrySet().stream()
                .filter(reference -> !known.contains(reference.getKey()))
                .min(Comparator.comparingLong(reference -> reference.getValue().line()))
                .ifPresent(reference -> {
                    throw reference
                            .getValue()
                            .error(column.name(), "'" + reference.getKey() + "' names no " + column.target());
                });
    }
}
