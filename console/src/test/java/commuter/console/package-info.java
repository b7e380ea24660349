@NullMarked
package commuter.console;

import org.jspecify.annotations.NullMarked;
