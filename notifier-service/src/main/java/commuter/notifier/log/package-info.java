/** Reads the topics of the pipeline, every partition of them in every instance, and hands the records to the hub. */
@NullMarked
package commuter.notifier.log;

import org.jspecify.annotations.NullMarked;
