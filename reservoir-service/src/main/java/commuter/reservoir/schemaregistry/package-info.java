/**
 * The command line {@code schemas}. It prints the schemas of the topics' values, compares them with earlier ones, and
 * registers them in a schema registry, for those who have one: the services themselves need none. It runs instead of
 * the service, from the same jar.
 */
@NullMarked
package commuter.reservoir.schemaregistry;

import org.jspecify.annotations.NullMarked;
