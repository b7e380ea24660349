/**
 * The processes of the pipeline, all of one shape: {@link commuter.standalone.parts.Part}. A part knows how to start
 * one process, how to tell that it is ready, and where its log lies; it knows nothing of the other parts.
 */
@NullMarked
package commuter.standalone.parts;

import org.jspecify.annotations.NullMarked;
