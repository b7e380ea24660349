package commuter.notifier.hub;

import org.jspecify.annotations.Nullable;

/**
 * One outgoing message, encoded once; its bytes must not be changed.
 *
 * @param type e.g. {@code passenger:boarded}
 * @param text the whole envelope as JSON in UTF-8
 * @param cursor the receiver's position after this message; null before the log is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Message(String type, byte[] text, @Nullable String cursor) {}
