/** The verbs, one class for each: their arguments, the call that they make, and how its answer is shown. */
@NullMarked
package commuter.console.verbs;

import org.jspecify.annotations.NullMarked;
