/** How the launcher calls the processes that it started: HTTP, and plain TCP where there is no HTTP. */
@NullMarked
package commuter.standalone.net;

import org.jspecify.annotations.NullMarked;
