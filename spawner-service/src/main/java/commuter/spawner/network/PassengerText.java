package commuter.spawner.network;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import commuter.schemas.ValueRules;
import org.jspecify.annotations.Nullable;

/** Ids and names that become part of a passenger: they keep to the rules of a passenger's fields. */
final class PassengerText {
    private static final int LONGEST_NAME = ValueRules.MAX_TEXT;

    private PassengerText() {}

    /** An id that passengers carry. One that they could not carry is rejected: changed, it would be another id. */
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
     * A name for people, empty where there is none. What passengers could not carry of it is left out, with a warning.
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

    /** Why a passenger could not carry the text; null when it could. */
    private static @Nullable String problem(String text) {
        try {
            // Of all fields the reservoir is what ids become part of; the rules are the same for all.
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

    /** Line breaks and tabs part words; the other control characters, and half surrogate pairs, mean nothing. */
    private static boolean isLeftOut(int character) {
        boolean blank = character == '\n' || character == '\r' || character == '\t';
        return (Character.isISOControl(character) && !blank) || Character.getType(character) == Character.SURROGATE;
    }
}
