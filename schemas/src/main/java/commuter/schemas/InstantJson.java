package commuter.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Instants as ISO-8601 in UTC, e.g. {@code 2026-01-31T07:30:00.250Z}. A passenger has up to five of them, and the JDK's
 * general formatter takes ten times as long as necessary. So the usual form is read and written here. Every other form
 * is left to the JDK, with the same result. Thread-safe.
 */
final class InstantJson {
    private static final int SECONDS_LENGTH = "2026-01-31T07:30:00Z".length();
    private static final int MILLIS_LENGTH = "2026-01-31T07:30:00.250Z".length();
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final String PATTERN = "0000-00-00T00:00:00";
    private static final byte[] PATTERN_BYTES = PATTERN.getBytes(ISO_8859_1);

    private InstantJson() {}

    static JacksonModule module() {
        return new SimpleModule("instants")
                .addSerializer(Instant.class, new Writer())
                .addDeserializer(Instant.class, new Reader());
    }

    /** @throws DateTimeException when the text is not an instant */
    static Instant parse(String text) {
        Instant usual = parseUsual(text);
        return usual == null ? Instant.parse(text) : usual;
    }

    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        int nano = time.getNano();
        if (time.getYear() < 0 || time.getYear() > 9999 || nano % NANOS_PER_MILLI != 0) {
            return instant.toString();
        }
        byte[] text = new byte[nano == 0 ? SECONDS_LENGTH : MILLIS_LENGTH];
        System.arraycopy(PATTERN_BYTES, 0, text, 0, PATTERN_BYTES.length);
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
        if (nano != 0) {
            text[SECONDS_LENGTH - 1] = '.';
            digits(text, SECONDS_LENGTH, 3, nano / NANOS_PER_MILLI);
        }
        text[text.length - 1] = 'Z';
        return new String(text, ISO_8859_1);
    }

    private static @Nullable Instant parseUsual(String text) {
        int length = text.length();
        if ((length != SECONDS_LENGTH && length != MILLIS_LENGTH)
                || text.charAt(length - 1) != 'Z'
                || (length == MILLIS_LENGTH && text.charAt(19) != '.')) {
            return null;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            if (PATTERN.charAt(i) != '0' && PATTERN.charAt(i) != text.charAt(i)) {
                return null;
            }
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int millis = length == MILLIS_LENGTH ? number(text, 20, 23) : 0;
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if ((hour | minute | second | millis | year | month | day) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second, (long) millis * NANOS_PER_MILLI);
    }

    /** The digits as a number; negative when one of the characters is not a digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static void digits(byte[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(format(value));
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(getValueType(context), json);
            }
            String text = json.getString();
            try {
                return parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no ISO-8601 instant");
            }
        }
    }
}
