/**
 * The guarantees, end to end: one class for each, on the jars that are shipped, with real Kafka, Redis and Strapi. All
 * classes share one running pipeline; each test uses reservoirs of its own.
 */
package commuter.system;
