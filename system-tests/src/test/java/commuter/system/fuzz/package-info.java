/** Records and calls with unusual values in any part, and checks of what becomes of each. */
package commuter.system.fuzz;
