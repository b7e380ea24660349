/** The pipeline under test and the outside clients that look at it. */
package commuter.system.support;
