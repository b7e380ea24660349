/**
 * Who wants what, and what is on its way to whom. Each event loop of the web server has a shard of the clients and
 * touches it alone, so that delivery takes no lock. Knows Netty's channels, but neither Kafka nor HTTP.
 */
@NullMarked
package commuter.notifier.hub;

import org.jspecify.annotations.NullMarked;
