/** Records and calls with anything in any of their parts, and what must become of each. */
package commuter.system.fuzz;
