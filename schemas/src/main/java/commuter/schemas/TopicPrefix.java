package commuter.schemas;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How the names of all topics begin, so that several pipelines can share a Kafka. A process has one prefix, which is
 * fixed before the first topic is used: a topic's name is the same wherever it is asked for. Thread-safe.
 */
public final class TopicPrefix {
    public static final String SETTING = "commuter.topic-prefix";

    private static final String VARIABLE = "COMMUTER_TOPIC_PREFIX";
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    private static String prefix = Objects.requireNonNullElse(System.getenv(VARIABLE), "");
    private static boolean fixed;

    private TopicPrefix() {}

    /**
     * Sets the prefix of this process. Without it, the prefix is that of the environment variable {@value #VARIABLE},
     * or empty.
     *
     * @throws IllegalArgumentException when a topic's name cannot begin so
     * @throws IllegalStateException when topics are already in use under another prefix
     */
    public static synchronized void set(String value) {
        check(value);
        if (fixed && !value.equals(prefix)) {
            throw new IllegalStateException(
                    SETTING + "=" + value + ": the topics of this process already begin with '" + prefix + "'");
        }
        prefix = value;
    }

    /** Returns the name of a topic of this process. */
    static synchronized String name(String topic) {
        check(prefix);
        fixed = true;
        return prefix + topic;
    }

    /**
     * Checks a prefix.
     *
     * @throws IllegalArgumentException when a topic's name cannot begin so
     */
    public static void check(String value) {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException(SETTING + "=" + value
                    + ": must be at most 100 letters, digits, dots, dashes and underscores, e.g. night.");
        }
    }

    /** Whether a topic's name can begin so. */
    public static boolean isAllowed(String value) {
        return ALLOWED.matcher(value).matches();
    }
}
