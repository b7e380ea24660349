/** Examples for analysts: they know the pipeline by its topic {@code passenger.lifecycle} only. */
@NullMarked
package commuter.examples.analytics;

import org.jspecify.annotations.NullMarked;
