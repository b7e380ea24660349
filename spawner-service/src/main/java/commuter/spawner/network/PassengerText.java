package commuter.spawner.network;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import commuter.schemas.ValueRules;
import org.jspecify.annotations.Nullable;

/** Ids and names that become fields of a passenger: they must be valid there. */
final class PassengerText {
    private static final int LONGEST_NAME = ValueRules.MAX_TEXT;

    private PassengerText() {}

    /** An id that passengers contain. An invalid one is rejected: if it were changed, it would be another id. */
    static String id(CsvTable.Row row, String field) {
        String id = row.required(field);
        String problem = id.isEmpty() ? null : problem(id);
        if (problem != null) {
            row.reject(field, Quote.of(id) + " " + problem);
        } else if (!clean(id).equals(id)) {
            row.reject(field, Quote.of(id) + " has control characters");
        }
        return id;
    }

    /**
     * A name for people, empty if there is none. Characters that are invalid in a passenger are left out, with a
     * warning.
     */
    static String name(CsvTable.Row row, String field) {
        String name = row.text(field);
        if (name.isEmpty()) {
            return "";
        }
        String clean = clean(name);
        if (!clean.equals(name)) {
            row.warn(
                    field,
                    Quote.of(name) + " has control characters or more than " + LONGEST_NAME + " characters: read as "
                            + Quote.of(clean));
        }
        String problem = clean.isEmpty() ? null : problem(clean);
        if (problem != null) {
            row.warn(field, Quote.of(clean) + " " + problem + ": the name is left out");
            return "";
        }
        return clean;
    }

    /** Why the text is invalid in a passenger; null when it is valid. */
    private static @Nullable String problem(String text) {
        try {
            // Ids become part of the reservoir's name; the rules are the same for all fields.
            ReservoirId unused = ReservoirId.route(text);
            return null;
        } catch (InvalidRecordException e) {
            return e.getMessage().substring(e.field().length() + ": ".length());
        }
    }

    private static String clean(String name) {
        StringBuilder clean = new StringBuilder();
        name.codePoints()
                .filter(character -> !isLeftOut(character))
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(clean::appendCodePoint);
        int end = clean.length();
        if (end > LONGEST_NAME) {
            end = Character.isHighSurrogate(clean.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        }
        return clean.substring(0, end).strip();
    }

    /** Line breaks and tabs separate words; other control characters, and half surrogate pairs, are removed. */
    private static boolean isLeftOut(int character) {
        boolean blank = character == '\n' || character == '\r' || character == '\t';
        return (Character.isISOControl(character) && !blank) || Character.getType(character) == Character.SURROGATE;
    }
}
