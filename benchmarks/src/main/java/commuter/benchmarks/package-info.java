/**
 * Measures the pipeline: each benchmark starts the parts it needs from a fresh state, as processes of this machine from
 * the jars that are shipped, and looks at them from outside. Nothing here is used by the pipeline.
 */
@NullMarked
package commuter.benchmarks;

import org.jspecify.annotations.NullMarked;
