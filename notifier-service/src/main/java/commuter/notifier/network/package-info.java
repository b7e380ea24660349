/** The network's map, which the spawner serves: for the page, and for the names of routes that clients use. */
@NullMarked
package commuter.notifier.network;

import org.jspecify.annotations.NullMarked;
