/**
 * The conformance kit: gives tasks to a conductor in any language, and compares what it sends to Kafka and reports with
 * what the contract says. It uses the topics only, as the conductor does.
 */
@NullMarked
package commuter.standalone.conformance;

import org.jspecify.annotations.NullMarked;
