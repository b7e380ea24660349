/** Parts of every service's health: whether Kafka and the file of keys can be used. */
@NullMarked
package commuter.access.health;

import org.jspecify.annotations.NullMarked;
