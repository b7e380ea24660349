/** Whether the Kafka cluster can be used as a whole: what every service tells its operator in the same words. */
@NullMarked
package commuter.schemas.cluster;

import org.jspecify.annotations.NullMarked;
