/**
 * The transit network, as GTFS describes it: read once at start from a zip, a folder or the feed that ships with the
 * project, checked on the way, and turned into immutable records of our own.
 *
 * <p>Nothing outside this package sees a type of the GTFS library. A feed that cannot be used raises
 * {@link commuter.spawner.network.FeedException}, whose message is the one line to show.
 */
@NullMarked
package commuter.spawner.network;

import org.jspecify.annotations.NullMarked;
