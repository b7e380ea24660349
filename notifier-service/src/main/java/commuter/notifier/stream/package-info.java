/** The WebSocket {@code /ws/stream}: handshake, messages from clients, frames to clients, heartbeat, closing. */
@NullMarked
package commuter.notifier.stream;

import org.jspecify.annotations.NullMarked;
