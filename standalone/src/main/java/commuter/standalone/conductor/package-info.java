/**
 * A simple conductor: boards and alights passengers by publishing commands, like any client outside the pipeline would.
 * It uses the topics only.
 */
@NullMarked
package commuter.standalone.conductor;

import org.jspecify.annotations.NullMarked;
