/** Seeding: the passengers of chosen hours, published at once; over HTTP as a job whose progress can be watched. */
@NullMarked
package commuter.spawner.seeding;

import org.jspecify.annotations.NullMarked;
