/** For tests only: real parts on free ports, and passengers of which a test sets only the fields that matter to it. */
@NullMarked
package commuter.testing;

import org.jspecify.annotations.NullMarked;
