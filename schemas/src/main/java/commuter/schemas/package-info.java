/**
 * The contract of the pipeline: the records on its topics, the topics themselves, and how both become bytes.
 *
 * <p>Every service depends on this package and on no other service. It uses Kafka's clients and Jackson, never Spring.
 * All JSON is snake_case, instants are ISO-8601 in UTC with at most milliseconds, absent means null. Unknown fields are
 * tolerated; missing or malformed ones raise {@link commuter.schemas.InvalidRecordException}, which names the field.
 */
@NullMarked
package commuter.schemas;

import org.jspecify.annotations.NullMarked;
