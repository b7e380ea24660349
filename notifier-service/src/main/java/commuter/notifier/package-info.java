/**
 * The notifier service: reads the ordered log of passenger events and pushes each to the WebSocket clients that
 * subscribed to its reservoir. {@code log} reads Kafka, {@code hub} keeps the subscriptions and delivers events,
 * {@code stream} implements WebSocket and server-sent events, {@code page} serves the calls of the live page.
 */
@NullMarked
package commuter.notifier;

import org.jspecify.annotations.NullMarked;
