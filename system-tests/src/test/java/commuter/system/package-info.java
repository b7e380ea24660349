/**
 * Tests of the guarantees, end to end: one class for each, with the shipped jars and real Kafka, Redis and Strapi. All
 * classes share one running pipeline; each test uses its own reservoirs.
 */
package commuter.system;
