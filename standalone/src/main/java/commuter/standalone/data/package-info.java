/**
 * The data that is kept between runs: the data folder with its lock, the secrets created at the first start, and the
 * demand clock.
 */
@NullMarked
package commuter.standalone.data;

import org.jspecify.annotations.NullMarked;
