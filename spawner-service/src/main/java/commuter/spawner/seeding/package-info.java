/** Seeding: the passengers of chosen hours, published at once; over HTTP as a job with progress. */
@NullMarked
package commuter.spawner.seeding;

import org.jspecify.annotations.NullMarked;
