package commuter.spawner.network;

import commuter.text.Escaped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader has to say of the files that it was given: errors, for which they cannot be used, and warnings, for
 * what it does without. All of them are collected, so that a user can mend everything at once; of each kind, field by
 * field, the first are listed and the others counted. Not thread-safe.
 */
public final class FeedNotices {
    private static final int LISTED_OF_A_FIELD = 20;

    private final String source;
    private final Listing errors;
    private final Listing warnings;

    /** @param source stands before each notice, e.g. {@code gtfs feed.zip}; empty for none */
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

    /** The same notices, to which errors are added as warnings: for a file that a feed can do without. */
    FeedNotices lenient() {
        return new FeedNotices(this);
    }

    /** Something without a line: of a whole file, or of the whole feed. */
    public void error(String where, String problem) {
        errors.add(source, where, problem);
    }

    /** As {@link #error(String, String)}. */
    public void warn(String where, String problem) {
        warnings.add(source, where, problem);
    }

    void error(String file, long line, String field, String problem) {
        errors.add(source, file, line, field, problem);
    }

    void warn(String file, long line, String field, String problem) {
        warnings.add(source, file, line, field, problem);
    }

    /** The warnings, each in one line. */
    public List<String> warnings() {
        return warnings.lines(source);
    }

    /**
     * To be called when everything has been read.
     *
     * @throws FeedException if there are errors: with all of them, each in one line, and the warnings, which may say
     *     why
     */
    public void throwIfAny() {
        List<String> lines = new ArrayList<>(errors.lines(source));
        if (!lines.isEmpty()) {
            lines.addAll(warnings());
            throw new FeedException(lines);
        }
    }

    /** Findings of one kind. */
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
