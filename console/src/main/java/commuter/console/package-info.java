/**
 * The services' calls on a command line: one line is one verb, typed at a prompt, given with {@code -c}, or read from a
 * file. The console is a client like any other. It uses only the HTTP and WebSocket interfaces of the pipeline.
 *
 * <p>This package reads lines and passes them to their verbs, which are in {@code verbs}. What the verbs use is in
 * {@code session}.
 */
@NullMarked
package commuter.console;

import org.jspecify.annotations.NullMarked;
