/**
 * The whole pipeline on one machine: real Kafka, Redis and Strapi and the three services, each a process of its own.
 *
 * <p>{@link commuter.standalone.Standalone} is the command; {@link commuter.standalone.Pipeline} is what it starts; the
 * system tests start it, too. The processes live in {@code parts}, what is kept between runs in {@code data}, the
 * built-in conductor in {@code conductor}, and what is counted and compared in {@code stats}.
 */
@NullMarked
package commuter.standalone;

import org.jspecify.annotations.NullMarked;
