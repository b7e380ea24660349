/**
 * Authentication and authorization: authenticates callers, checks the HTTP calls, and issues tickets for the streams.
 * Also the port for health and metrics, whose calls have limits of their own.
 */
@NullMarked
package commuter.notifier.guard;

import org.jspecify.annotations.NullMarked;
