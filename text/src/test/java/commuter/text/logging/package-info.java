@NullMarked
package commuter.text.logging;

import org.jspecify.annotations.NullMarked;
