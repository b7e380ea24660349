/** Clients who want to stop the others. */
package commuter.system.hostile;
