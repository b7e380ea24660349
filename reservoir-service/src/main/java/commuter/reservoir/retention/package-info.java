/** Deletes finished passengers from Strapi after a while, on its own thread, apart from the stream. */
@NullMarked
package commuter.reservoir.retention;

import org.jspecify.annotations.NullMarked;
