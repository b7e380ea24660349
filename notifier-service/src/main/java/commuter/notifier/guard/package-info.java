/**
 * Authentication and authorization: authenticates callers, checks the HTTP calls, and issues tickets for the streams.
 */
@NullMarked
package commuter.notifier.guard;

import org.jspecify.annotations.NullMarked;
