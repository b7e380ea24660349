/**
 * A simple conductor: boards and alights passengers by publishing commands, like any client outside of the pipeline. It
 * uses the topics only.
 */
@NullMarked
package commuter.standalone.conductor;

import org.jspecify.annotations.NullMarked;
