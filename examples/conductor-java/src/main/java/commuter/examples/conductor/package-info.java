/** An example: a conductor in Java that uses the pipeline's contract and Kafka's clients only. */
@NullMarked
package commuter.examples.conductor;

import org.jspecify.annotations.NullMarked;
