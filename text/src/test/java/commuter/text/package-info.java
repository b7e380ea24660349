@NullMarked
package commuter.text;

import org.jspecify.annotations.NullMarked;
