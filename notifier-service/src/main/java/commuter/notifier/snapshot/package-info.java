/** Reads who waits now from the reservoir service, for clients that want to begin with it. */
@NullMarked
package commuter.notifier.snapshot;

import org.jspecify.annotations.NullMarked;
