package commuter.notifier.hub;

import org.jspecify.annotations.Nullable;

/**
 * One outgoing message, encoded once: nobody changes its bytes.
 *
 * @param type e.g. {@code passenger:boarded}
 * @param text the whole envelope as JSON in UTF-8
 * @param cursor where the receiver then stands; null before the log is known
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Message(String type, byte[] text, @Nullable String cursor) {}
