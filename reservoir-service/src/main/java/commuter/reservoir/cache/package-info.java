/**
 * The cached list of who waits in each reservoir, and the only package that talks to Redis.
 *
 * <p>Deleting a list when it changes is not enough: a reader that read the database before the change may store its old
 * list after the deletion. So a reader takes a lease before it reads, stores only with it, and a deletion takes the
 * lease away.
 */
@NullMarked
package commuter.reservoir.cache;

import org.jspecify.annotations.NullMarked;
