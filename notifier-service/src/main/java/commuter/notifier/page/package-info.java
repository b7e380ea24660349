/** What the live page at {@code /} needs from the server besides its static files. */
@NullMarked
package commuter.notifier.page;

import org.jspecify.annotations.NullMarked;
