/** The verbs, a class each: what they take, which call they make, and how its answer is shown. */
@NullMarked
package commuter.console.verbs;

import org.jspecify.annotations.NullMarked;
