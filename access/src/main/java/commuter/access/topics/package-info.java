/** The settings of the topics, which are the same for every service. */
@NullMarked
package commuter.access.topics;

import org.jspecify.annotations.NullMarked;
