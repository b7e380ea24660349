/**
 * The notifier service: reads the ordered log of passenger events and pushes each to the WebSocket clients that
 * subscribed to its reservoir. {@code log} reads Kafka, {@code hub} knows who wants what, {@code stream} speaks
 * WebSocket, {@code page} serves what the live page needs.
 */
@NullMarked
package commuter.notifier;

import org.jspecify.annotations.NullMarked;
