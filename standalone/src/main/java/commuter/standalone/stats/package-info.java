/** What the launcher counts, and how it proves at the end that nothing was lost: outside clients of topics and HTTP. */
@NullMarked
package commuter.standalone.stats;

import org.jspecify.annotations.NullMarked;
