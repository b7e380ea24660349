/**
 * The transit network, as GTFS describes it: read once at start from a zip, a folder or the feed that ships with the
 * project, checked, and turned into immutable records of this project.
 *
 * <p>A feed that cannot be used raises {@link commuter.spawner.network.FeedException}; its message names each problem
 * in one line.
 */
@NullMarked
package commuter.spawner.network;

import org.jspecify.annotations.NullMarked;
