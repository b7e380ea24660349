package commuter.reservoir.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The position of a dead letter on its topic, written {@code partition:offset}. */
record DeadLetterPosition(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    static DeadLetterPosition parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new RefusedCommandException("'" + text + "' must be partition:offset, as 'list' shows it, e.g. 3:17");
        }
        return new DeadLetterPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
