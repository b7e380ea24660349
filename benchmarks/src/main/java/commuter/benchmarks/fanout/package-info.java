/** Servers that send one event to thousands of clients: ours and others, many cheap clients, and the cost. */
@NullMarked
package commuter.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
