package commuter.reservoir.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that choose dead letters. */
final class DeadLetterFilter {
    @Option(names = "--reason", paramLabel = "TEXT", description = "only those whose reason contains this text")
    private @Nullable String reason;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "only those that came from this topic")
    private @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description =
                    "only those not older: an instant such as 2026-01-31T07:30:00Z, or an age such as 30m, 2h, 7d")
    private @Nullable Instant since;

    @Option(names = "--limit", paramLabel = "N", description = "only the newest N")
    private @Nullable Integer limit;

    boolean isGiven() {
        return reason != null || topic != null || since != null || limit != null;
    }

    boolean matches(DeadLetter letter) {
        return (reason == null || lower(letter.reason()).contains(lower(reason)))
                && (topic == null || letter.sourceTopic().equals(topic))
                && (since == null || !letter.time().isBefore(since));
    }

    /** The newest of the matching letters, still with the oldest first. */
    List<DeadLetter> newest(List<DeadLetter> letters) {
        return limit == null || limit >= letters.size()
                ? letters
                : letters.subList(letters.size() - Math.max(limit, 0), letters.size());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Parses an instant, or an age. */
    static final class Since implements ITypeConverter<Instant> {
        private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

        @Override
        public Instant convert(String text) {
            Matcher age = AGE.matcher(text);
            if (age.matches()) {
                Duration unit = switch (age.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
                return Instant.now().minus(unit.multipliedBy(Long.parseLong(age.group(1))));
            }
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text
                        + "' must be an instant such as 2026-01-31T07:30:00Z, or an age such as 30m, 2h, 7d");
            }
        }
    }
}
