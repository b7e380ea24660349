package commuter.spawner.network;

import commuter.text.Escaped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The problems of the files that were read: errors, which make the files unusable, and warnings, about parts that are
 * left out. All are collected, so that a user can correct everything at once. Of each kind, by field, the first are
 * listed and the others counted. Not thread-safe.
 */
public final class FeedNotices {
    private static final int LISTED_OF_A_FIELD = 20;

    private final String source;
    private final Listing errors;
    private final Listing warnings;

    /** @param source prefix of each notice, e.g. {@code gtfs feed.zip}; empty for none */
    public FeedNotices(String source) {
        this.source = source.isEmpty() ? "" : source + ": ";
        this.warnings = new Listing();
        this.errors = new Listing();
    }

    private FeedNotices(FeedNotices lenient) {
        this.source = lenient.source;
        this.warnings = lenient.warnings;
        this.errors = lenient.warnings;
    }

    /** The same notices, but errors are added as warnings: for an optional file. */
    FeedNotices lenient() {
        return new FeedNotices(this);
    }

    /** A problem of a whole file, or of the whole feed, without a line. */
    public void error(String where, String problem) {
        errors.add(source, where, problem);
    }

    /** The same as {@link #error(String, String)}. */
    public void warn(String where, String problem) {
        warnings.add(source, where, problem);
    }

    void error(String file, long line, String field, String problem) {
        errors.add(source, file, line, field, problem);
    }

    void warn(String file, long line, String field, String problem) {
        warnings.add(source, file, line, field, problem);
    }

    /** The warnings, one line for each. */
    public List<String> warnings() {
        return warnings.lines(source);
    }

    /**
     * Must be called when everything has been read.
     *
     * @throws FeedException if there are errors: with all of them, one line for each, and the warnings, which may
     *     explain the errors
     */
    public void throwIfAny() {
        List<String> lines = new ArrayList<>(errors.lines(source));
        if (!lines.isEmpty()) {
            lines.addAll(warnings());
            throw new FeedException(lines);
        }
    }

    /** Notices of one kind. */
    private static final class Listing {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Integer> ofField = new LinkedHashMap<>();

        void add(String source, String where, String problem) {
            lines.add(Escaped.line(source + (where.isEmpty() ? "" : where + ": ") + problem));
        }

        void add(String source, String file, long line, String field, String problem) {
            if (ofField.merge(file + ", field " + field, 1, Integer::sum) <= LISTED_OF_A_FIELD) {
                lines.add(Escaped.line(source + file + " line " + line + ", field " + field + ": " + problem));
            }
        }

        List<String> lines(String source) {
            List<String> all = new ArrayList<>(lines);
            ofField.forEach((field, count) -> {
                if (count > LISTED_OF_A_FIELD) {
                    all.add(Escaped.line(source + field + ": and " + (count - LISTED_OF_A_FIELD) + " more"));
                }
            });
            return all;
        }
    }
}
