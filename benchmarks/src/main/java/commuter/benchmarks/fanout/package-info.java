/**
 * Servers that send one event to thousands of clients: ours and its peers, a cheap crowd of clients, and what it cost.
 */
@NullMarked
package commuter.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
