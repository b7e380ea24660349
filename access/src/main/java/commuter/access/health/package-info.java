/** What the health of every service tells: whether Kafka can be used, and the file of keys. */
@NullMarked
package commuter.access.health;

import org.jspecify.annotations.NullMarked;
