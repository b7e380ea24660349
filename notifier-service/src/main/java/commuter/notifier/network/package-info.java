/** The network's map, as the spawner serves it: for the page, and for the names of routes that clients say. */
@NullMarked
package commuter.notifier.network;

import org.jspecify.annotations.NullMarked;
