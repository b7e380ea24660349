/** The promises of the notifier, kept against a real Kafka and with a WebSocket client that is not ours. */
@NullMarked
package commuter.notifier;

import org.jspecify.annotations.NullMarked;
