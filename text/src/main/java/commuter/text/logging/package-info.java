/** The form of the services' logs, for Logback: {@code commuter-logback.xml} names these classes. */
@NullMarked
package commuter.text.logging;

import org.jspecify.annotations.NullMarked;
