/**
 * What comes in from Kafka, before anything of it is understood: how much of it is held in memory, how large a record
 * may be, and which records the stream has failed over. Nothing here knows what a record means.
 */
@NullMarked
package commuter.reservoir.stream.intake;

import org.jspecify.annotations.NullMarked;
