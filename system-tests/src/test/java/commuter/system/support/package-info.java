/** The pipeline under test, and the clients outside of it. */
package commuter.system.support;
