/** Finds all events of one passenger in the log. */
@NullMarked
package commuter.notifier.story;

import org.jspecify.annotations.NullMarked;
