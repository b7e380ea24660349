/**
 * Continuous mode: the demand clock, and the passengers that are published when it reaches them. Instances share the
 * reservoirs as members of one consumer group, and what each partition has reached is committed together with its
 * passengers, so that a restart, or another instance, goes on exactly there.
 */
@NullMarked
package commuter.spawner.continuous;

import org.jspecify.annotations.NullMarked;
