/** Reads who waits now from the reservoir service, for clients that begin with a snapshot. */
@NullMarked
package commuter.notifier.snapshot;

import org.jspecify.annotations.NullMarked;
