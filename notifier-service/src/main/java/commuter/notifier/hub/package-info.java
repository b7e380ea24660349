/** Who wants what, and what is still to be sent to whom. Knows neither Kafka nor WebSocket frames. */
@NullMarked
package commuter.notifier.hub;

import org.jspecify.annotations.NullMarked;
