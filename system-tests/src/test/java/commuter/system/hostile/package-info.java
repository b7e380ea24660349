/** Clients that try to stop the service for others. */
package commuter.system.hostile;
