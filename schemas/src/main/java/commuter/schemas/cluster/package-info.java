/** Whether the Kafka cluster as a whole can be used. All services report this in the same words. */
@NullMarked
package commuter.schemas.cluster;

import org.jspecify.annotations.NullMarked;
