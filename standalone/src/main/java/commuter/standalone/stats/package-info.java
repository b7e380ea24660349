/**
 * What the launcher counts, and how it proves at the end that nothing was lost: with clients of topics and HTTP outside
 * of the services.
 */
@NullMarked
package commuter.standalone.stats;

import org.jspecify.annotations.NullMarked;
