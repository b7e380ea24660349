/**
 * The subscriptions of the clients, and the delivery of events to them. Each event loop of the web server has its own
 * shard of the clients, so delivery takes no lock. Uses Netty's channels, but neither Kafka nor HTTP.
 */
@NullMarked
package commuter.notifier.hub;

import org.jspecify.annotations.NullMarked;
