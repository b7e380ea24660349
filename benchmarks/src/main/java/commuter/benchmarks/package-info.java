/**
 * Measures the pipeline. Each benchmark starts the parts it needs without data, as processes on this machine from the
 * shipped jars, and observes them from outside. The pipeline uses nothing of this module.
 */
@NullMarked
package commuter.benchmarks;

import org.jspecify.annotations.NullMarked;
