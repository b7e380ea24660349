/**
 * What the verbs work with: the addresses of the services and the calls to them, the connection to the notifier, and
 * the screen. It knows neither the verbs nor the source of the lines.
 */
@NullMarked
package commuter.console.session;

import org.jspecify.annotations.NullMarked;
