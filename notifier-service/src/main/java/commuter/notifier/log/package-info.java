/** Reads the topics of the pipeline, all partitions in every instance, and passes the records to the hub. */
@NullMarked
package commuter.notifier.log;

import org.jspecify.annotations.NullMarked;
