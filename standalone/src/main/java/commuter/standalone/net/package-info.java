/** How the launcher talks to what it started: HTTP, and bare TCP where there is no HTTP. */
@NullMarked
package commuter.standalone.net;

import org.jspecify.annotations.NullMarked;
