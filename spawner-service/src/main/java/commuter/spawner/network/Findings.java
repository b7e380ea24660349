package commuter.spawner.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader has to say of the files that it was given: errors, for which they cannot be used, and warnings, for what it
 * does without. All of them are collected, so that a user can mend everything at once; of each kind, field by field, the
 * first are listed and the others counted. Not thread-safe.
 */
public final class Findings {
    private static final int LISTED_OF_A_FIELD = 20;

    private final String source;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Integer> errorsOfField = new LinkedHashMap<>();
    private final Map<String, Integer> warningsOfField = new LinkedHashMap<>();

    /** @param source stands before each finding, e.g. {@code gtfs feed.zip}; empty for none */
    public Findings(String source) {
        this.source = source.isEmpty() ? "" : source + ": ";
    }

    /** Something without a line: of a whole file, or of the whole feed. */
    public void error(String where, String problem) {
        errors.add(source + (where.isEmpty() ? "" : where + ": ") + problem);
    }

    /** As {@link #error(String, String)}. */
    public void warn(String where, String problem) {
        warnings.add(source + (where.isEmpty() ? "" : where + ": ") + problem);
    }

    void error(String file, long line, String field, String problem) {
        add(errors, errorsOfField, file, line, field, problem);
    }

    void warn(String file, long line, String field, String problem) {
        add(warnings, warningsOfField, file, line, field, problem);
    }

    /** The warnings, each in one line. */
    public List<String> warnings() {
        return listed(warnings, warningsOfField);
    }

    /**
     * To be called when everything has been read.
     *
     * @throws FeedException with all errors, each in one line, if there are any
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new FeedException(listed(errors, errorsOfField));
        }
    }

    private void add(
            List<String> list, Map<String, Integer> ofField, String file, long line, String field, String problem) {
        if (ofField.merge(file + ", field " + field, 1, Integer::sum) <= LISTED_OF_A_FIELD) {
            list.add(source + file + " line " + line + ", field " + field + ": " + problem);
        }
    }

    private List<String> listed(List<String> list, Map<String, Integer> ofField) {
        List<String> all = new ArrayList<>(list);
        ofField.forEach((field, count) -> {
            if (count > LISTED_OF_A_FIELD) {
                all.add(source + field + ": " + (count - LISTED_OF_A_FIELD) + " more");
            }
        });
        return all;
    }
}
