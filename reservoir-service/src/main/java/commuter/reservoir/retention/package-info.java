/** Finished passengers leave Strapi after a while, on a thread of its own, beside the stream. */
@NullMarked
package commuter.reservoir.retention;

import org.jspecify.annotations.NullMarked;
