/**
 * The streams {@code /ws/stream} (WebSocket) and {@code /sse/stream} (server-sent events): handshake, messages from
 * clients, closing. They take their connections over from the web server, which serves everything else.
 */
@NullMarked
package commuter.notifier.stream;

import org.jspecify.annotations.NullMarked;
