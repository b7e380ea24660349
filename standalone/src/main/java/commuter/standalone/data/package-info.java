/** What outlives a run: the data folder with its lock, the secrets made at the first start, the demand clock. */
@NullMarked
package commuter.standalone.data;

import org.jspecify.annotations.NullMarked;
