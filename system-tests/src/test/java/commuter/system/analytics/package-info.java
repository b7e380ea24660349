/** The recipes of {@code examples/analytics}, held against the reservoir. */
package commuter.system.analytics;
