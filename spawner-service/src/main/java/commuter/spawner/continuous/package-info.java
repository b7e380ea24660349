/**
 * Continuous mode: the demand clock, and the passengers that are published when it reaches their time. Instances share
 * the reservoirs as members of one consumer group. The progress of each partition is committed together with its
 * passengers, so that a restart, or another instance, continues exactly there.
 */
@NullMarked
package commuter.spawner.continuous;

import org.jspecify.annotations.NullMarked;
