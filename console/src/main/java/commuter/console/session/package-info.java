/**
 * What the verbs work with: the addresses of the services and the calls to them, the connection to the notifier, and
 * the screen. Knows neither the verbs nor where they are read from.
 */
@NullMarked
package commuter.console.session;

import org.jspecify.annotations.NullMarked;
