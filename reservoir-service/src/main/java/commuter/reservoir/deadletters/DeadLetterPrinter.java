package commuter.reservoir.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.text.Escaped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints dead letters for people and for programs. */
final class DeadLetterPrinter {
    private static final int LONGEST_EXCERPT = 160;

    private DeadLetterPrinter() {}

    /** A few lines, with the beginning of the value. */
    static String forPeople(DeadLetter letter) {
        String replayed = letter.replayedAt() == null
                ? ""
                : "  (replayed " + letter.replayedAt().truncatedTo(ChronoUnit.SECONDS) + ")";
        return letter.place() + "  " + letter.time().truncatedTo(ChronoUnit.SECONDS) + "  from "
                + (letter.source().isEmpty() ? "an unknown place" : readable(letter.source())) + replayed
                + "\n    reason: "
                + readable(letter.reason()) + "\n    key:    " + excerpt(letter.key()) + "\n    value:  "
                + excerpt(letter.value())
                + (letter.cut().isEmpty() ? "" : "\n    cut:    " + readable(cut(letter)));
    }

    /** What was cut off, such as {@code value_size 20000557}. */
    static String cut(DeadLetter letter) {
        return letter.cut().entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
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
        fields.putAll(letter.cut());
        fields.put("replayed_at", letter.replayedAt());
        return Escaped.json(new String(Json.write(fields), UTF_8));
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

    private static String readable(String text) {
        int length = text.codePointCount(0, text.length());
        String beginning = text.substring(0, text.offsetByCodePoints(0, Math.min(length, LONGEST_EXCERPT)));
        return Escaped.line(beginning)
                + (length > LONGEST_EXCERPT ? " ... (" + text.getBytes(UTF_8).length + " bytes)" : "");
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
