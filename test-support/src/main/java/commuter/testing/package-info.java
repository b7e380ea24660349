/** For tests only: real parts on free ports, and passengers of whom a test says no more than it is about. */
@NullMarked
package commuter.testing;

import org.jspecify.annotations.NullMarked;
