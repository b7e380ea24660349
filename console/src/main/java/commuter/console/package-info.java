/**
 * The services' verbs on a command line: one line is one verb, typed at a prompt, given with {@code -c}, or read from a
 * file. An outside client like any other, that knows of the pipeline only what its HTTP and WebSocket interfaces say.
 *
 * <p>Here lines are read and given to their verbs, which are in {@code verbs}; what those work with is in
 * {@code session}.
 */
@NullMarked
package commuter.console;

import org.jspecify.annotations.NullMarked;
