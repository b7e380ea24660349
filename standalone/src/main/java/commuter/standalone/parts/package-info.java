/**
 * The processes of the pipeline, all with one interface: {@link commuter.standalone.parts.Part}. A part can start one
 * process, tell when it is ready, and tell the path of its log. It does not know the other parts.
 */
@NullMarked
package commuter.standalone.parts;

import org.jspecify.annotations.NullMarked;
