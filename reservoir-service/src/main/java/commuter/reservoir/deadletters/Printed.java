package commuter.reservoir.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters for people and for programs. */
final class Printed {
    private static final int LONGEST_EXCERPT = 160;

    private Printed() {}

    /** A few lines, with the beginning of the value. */
    static String forPeople(DeadLetter letter) {
        String replayed = letter.replayedAt() == null
                ? ""
                : "  (replayed " + letter.replayedAt().truncatedTo(ChronoUnit.SECONDS) + ")";
        return letter.place() + "  " + letter.time().truncatedTo(ChronoUnit.SECONDS) + "  from "
                + (letter.source().isEmpty() ? "an unknown place" : letter.source()) + replayed + "\n    reason: "
                + readable(letter.reason()) + "\n    key:    " + excerpt(letter.key()) + "\n    value:  "
                + excerpt(letter.value());
    }

    /** One line of JSON, with the whole value: as text if it is text, else as {@code value_base64}. */
    static String forPrograms(DeadLetter letter) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("partition", letter.place().partition());
        fields.put("offset", letter.place().offset());
        fields.put("time", letter.time());
        fields.put("source_topic", letter.sourceTopic());
        fields.put("source", letter.source());
        fields.put("reason", letter.reason());
        put(fields, "key", letter.key());
        put(fields, "value", letter.value());
        fields.put("replayed_at", letter.replayedAt());
        return new String(Json.write(fields), UTF_8);
    }

    private static void put(Map<String, @Nullable Object> fields, String name, byte @Nullable [] bytes) {
        String text = text(bytes);
        if (bytes != null && text == null) {
            fields.put(name + "_base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            fields.put(name, text);
        }
    }

    private static String excerpt(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        String text = text(bytes);
        return text == null
                ? bytes.length + " bytes that are no text: 0x"
                        + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 32))
                : readable(text);
    }

    /** On one line, and harmless to a terminal. */
    private static String readable(String text) {
        String line = text.codePoints()
                .limit(LONGEST_EXCERPT)
                .collect(
                        StringBuilder::new,
                        (out, c) -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c),
                        StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > LONGEST_EXCERPT
                ? line + " ... (" + text.getBytes(UTF_8).length + " bytes)"
                : line;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? null
                    : UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
