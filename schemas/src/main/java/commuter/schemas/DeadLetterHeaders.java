package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the topic of dead letters. A record may already have headers with these names from its sender. If
 * there are several with one name, the last one is ours.
 */
public final class DeadLetterHeaders {
    public static final String SOURCE_TOPIC = "source_topic";
    public static final String SOURCE_PARTITION = "source_partition";
    public static final String SOURCE_OFFSET = "source_offset";
    public static final String REASON = "reason";

    /** On a marker: the offset of the replayed letter in its partition. */
    public static final String REPLAY_OF = "replay_of";

    /** A sender's header with one of these names is renamed with this prefix. */
    public static final String RENAMED = "original_";

    /** On a letter without the complete value: the size of the value in bytes. */
    public static final String VALUE_SIZE = "value_size";

    /** Instead of a size: the value was not read, or cannot be read. */
    public static final String UNKNOWN_SIZE = "unknown";

    /** On a letter that was cut: the sizes of the complete parts, and their hashes. */
    private static final List<String> CUT =
            List.of("key_size", "key_sha256", VALUE_SIZE, "value_sha256", "headers_size");

    static final Set<String> OURS = Stream.concat(
                    Stream.of(SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET, REASON), CUT.stream())
            .collect(Collectors.toUnmodifiableSet());

    private DeadLetterHeaders() {}

    /** Whether a record is not a dead letter but the marker of a replay: it has no value and no source. */
    public static boolean isReplayMarker(Headers headers, byte @Nullable [] value) {
        return value == null && headers.lastHeader(REPLAY_OF) != null && headers.lastHeader(SOURCE_TOPIC) == null;
    }

    /** The headers that say that a letter was cut, by name; empty when it is complete. */
    public static Map<String, String> cutOf(Headers headers) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : CUT) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null) {
                found.put(name, new String(header.value(), UTF_8));
            }
        }
        return found;
    }

    /** The name under which a sender's header is kept: a sender's header must not be read as one of ours. */
    public static String renamed(String name) {
        return isOurs(name) ? RENAMED + name : name;
    }

    /** The headers of a dead letter's original record, in order and with their original names. */
    public static List<Header> ownOf(Headers headers) {
        List<Header> own = new ArrayList<>(Arrays.asList(headers.toArray()));
        Set<String> ours = new HashSet<>(OURS);
        for (int index = own.size() - 1; index >= 0; index--) {
            Header header = own.get(index);
            String name = header.key();
            if (ours.remove(name)) {
                own.remove(index);
            } else if (name.startsWith(RENAMED) && isOurs(name.substring(RENAMED.length()))) {
                own.set(index, new RecordHeader(name.substring(RENAMED.length()), header.value()));
            }
        }
        return own;
    }

    private static boolean isOurs(String name) {
        return OURS.contains(name) || name.equals(REPLAY_OF);
    }
}
