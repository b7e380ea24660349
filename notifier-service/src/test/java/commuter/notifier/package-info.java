/** Tests of the notifier's guarantees, with a real Kafka and with a WebSocket client that is not ours. */
@NullMarked
package commuter.notifier;

import org.jspecify.annotations.NullMarked;
