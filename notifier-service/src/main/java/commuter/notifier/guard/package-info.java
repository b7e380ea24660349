/** Who may see what: knows callers by what they show, guards the HTTP calls, and gives out tickets for the streams. */
@NullMarked
package commuter.notifier.guard;

import org.jspecify.annotations.NullMarked;
