/**
 * Reads from Kafka, before any record is parsed: limits the memory for fetched records and the size of a record, and
 * remembers over which records the stream has failed. Nothing here knows what a record means.
 */
@NullMarked
package commuter.reservoir.stream.intake;

import org.jspecify.annotations.NullMarked;
