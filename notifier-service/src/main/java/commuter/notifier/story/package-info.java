/** Finds in the log all that happened to one passenger. */
@NullMarked
package commuter.notifier.story;

import org.jspecify.annotations.NullMarked;
